/**
 * The WebSocket message transfer protocol of TR-369, the controller as server. No USP message is
 * decoded here, and nothing decides what a device may do.
 */
@NullMarked
package org.trellis.usp.mtp.websocket;

import org.jspecify.annotations.NullMarked;
