/**
 * Outgoing connection requests: where they may go, and the HTTP exchange that makes one.
 *
 * <p>What a device does after it was called is the session's matter, not this package's.
 */
@NullMarked
package org.trellis.cwmp.connreq;

import org.jspecify.annotations.NullMarked;
