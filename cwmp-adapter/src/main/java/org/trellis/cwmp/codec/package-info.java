/**
 * Bytes to CWMP messages and back: tolerant of what devices really send, bounded against hostile
 * input.
 *
 * <p>Nothing here may know a session, a socket, a clock or a logger.
 */
@NullMarked
package org.trellis.cwmp.codec;

import org.jspecify.annotations.NullMarked;
