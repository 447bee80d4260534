/**
 * The embedded MQTT broker, who may do what on it, and the bus between nodes that runs over MQTT.
 * No USP record and no IoT payload is understood here.
 */
@NullMarked
package org.trellis.controller.broker;

import org.jspecify.annotations.NullMarked;
