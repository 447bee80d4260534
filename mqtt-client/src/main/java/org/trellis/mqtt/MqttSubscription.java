package org.trellis.mqtt;

import java.util.Objects;

/**
 * @param retained whether retained messages are wanted at the time of subscribing
 */
public record MqttSubscription(String filter, int qos, boolean retained) {
    public MqttSubscription {
        Objects.requireNonNull(filter);
    }
}
