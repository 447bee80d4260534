/**
 * Connection requests to a device on a real socket.
 *
 * <p>Nothing of another package is tested here.
 */
@NullMarked
package org.trellis.cwmp.connreq;

import org.jspecify.annotations.NullMarked;
