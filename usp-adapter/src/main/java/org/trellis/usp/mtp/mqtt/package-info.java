/**
 * The MQTT message transfer protocol of TR-369: topics, reply-to, and the client behind them. No
 * USP message is decoded here, and nothing decides what a device may do.
 */
@NullMarked
package org.trellis.usp.mtp.mqtt;

import org.jspecify.annotations.NullMarked;
