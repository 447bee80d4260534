/**
 * Zigbee2MQTT 2.x: what its topics and payloads mean in terms of IoTCapability rows. Pure: no
 * connection, clock, thread or store.
 */
@NullMarked
package org.trellis.iot.zigbee2mqtt;

import org.jspecify.annotations.NullMarked;
