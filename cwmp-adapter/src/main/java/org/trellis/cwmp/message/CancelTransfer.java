package org.trellis.cwmp.message;

/** Cancels the queued transfers with this key (TR-069 A.4.1.9, CWMP 1.2). */
public record CancelTransfer(String commandKey) implements AcsRequest {
    @Override
    public String method() {
        return "CancelTransfer";
    }
}
