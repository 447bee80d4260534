package org.trellis.mqtt;

/** What a transport tells. Called one after the other, never at the same time; must not block. */
public interface MqttListener {

    /** Connected, and all subscriptions are granted. */
    void ready();

    /** One message; messages of one connection come in the order of the broker. */
    void received(MqttDelivery delivery);

    /** The connection is gone; the transport is already trying again. */
    void lost(String why);
}
