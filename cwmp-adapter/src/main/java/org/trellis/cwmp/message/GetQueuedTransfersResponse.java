package org.trellis.cwmp.message;

import java.util.List;

/** Transfers queued by this ACS. */
public record GetQueuedTransfersResponse(List<QueuedTransferStruct> transferList)
        implements CpeResponse {
    public GetQueuedTransfersResponse {
        transferList = List.copyOf(transferList);
    }

    @Override
    public String method() {
        return "GetQueuedTransfers";
    }
}
