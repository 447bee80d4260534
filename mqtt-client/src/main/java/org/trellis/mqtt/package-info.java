/**
 * One connection to an MQTT broker that is kept up, with manual acknowledgement and bounded
 * in-flight messages. No USP, no IoT dialect and no other meaning of a topic belongs here.
 */
@NullMarked
package org.trellis.mqtt;

import org.jspecify.annotations.NullMarked;
