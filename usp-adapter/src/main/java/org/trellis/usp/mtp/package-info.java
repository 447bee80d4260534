/**
 * Message transfer protocols as the adapter sees them: peers, whole records in and out, presence.
 *
 * <p>Nothing here or below knows what is in a record; nothing above knows a topic, a frame or a
 * socket.
 */
@NullMarked
package org.trellis.usp.mtp;

import org.jspecify.annotations.NullMarked;
