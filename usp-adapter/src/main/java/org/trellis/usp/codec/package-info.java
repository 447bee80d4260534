/**
 * Bytes to records and messages and back; the only place that sees generated protobuf types.
 *
 * <p>No socket, clock, thread or logger, and no decision on what an answer means.
 */
@NullMarked
package org.trellis.usp.codec;

import org.jspecify.annotations.NullMarked;
