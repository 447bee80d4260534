package org.trellis.cwmp.message;

/** Lists transfers this ACS asked for (TR-069 A.4.1.3, deprecated). */
public record GetQueuedTransfers() implements AcsRequest {
    @Override
    public String method() {
        return "GetQueuedTransfers";
    }
}
