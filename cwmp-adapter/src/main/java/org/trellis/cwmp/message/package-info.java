/**
 * CWMP messages as values: one record per RPC, sealed families per direction, the envelope around
 * them.
 *
 * <p>Nothing here may know XML, a session's order of messages, a socket, a clock or a logger.
 */
@NullMarked
package org.trellis.cwmp.message;

import org.jspecify.annotations.NullMarked;
