/**
 * Tests of the CWMP codec: wire vectors, round trips, hostile input.
 *
 * <p>No session and no socket is needed here.
 */
@NullMarked
package org.trellis.cwmp.codec;

import org.jspecify.annotations.NullMarked;
