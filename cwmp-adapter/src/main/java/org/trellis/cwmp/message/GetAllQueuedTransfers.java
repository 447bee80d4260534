package org.trellis.cwmp.message;

/** Lists all queued transfers (TR-069 A.4.1.7, CWMP 1.1). */
public record GetAllQueuedTransfers() implements AcsRequest {
    @Override
    public String method() {
        return "GetAllQueuedTransfers";
    }
}
