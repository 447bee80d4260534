package org.trellis.cwmp.session;

/** Whether a device may be called back where it says. */
@FunctionalInterface
public interface CallbackPolicy {

    /**
     * @param url the connection-request URL that the device gave
     * @param remoteAddress where its Inform came from
     */
    boolean allows(String url, String remoteAddress);
}
