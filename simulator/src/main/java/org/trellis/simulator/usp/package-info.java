/**
 * A pretended USP agent over MQTT and WebSocket, on the generated protobuf types directly.
 *
 * <p>Nothing of the USP adapter is used here, on purpose.
 */
@NullMarked
package org.trellis.simulator.usp;

import org.jspecify.annotations.NullMarked;
