/**
 * Pretended IoT sources: a Zigbee2MQTT bridge with its things.
 *
 * <p>Nothing of the IoT bridge adapter is used here, on purpose.
 */
@NullMarked
package org.trellis.simulator.iot;

import org.jspecify.annotations.NullMarked;
