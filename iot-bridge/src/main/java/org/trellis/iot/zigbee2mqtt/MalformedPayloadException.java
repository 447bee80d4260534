package org.trellis.iot.zigbee2mqtt;

/** A payload that is not what the topic promises. */
public final class MalformedPayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedPayloadException(String where) {
        super(where, null, false, false);
    }
}
