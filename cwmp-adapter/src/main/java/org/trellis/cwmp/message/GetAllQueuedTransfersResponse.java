package org.trellis.cwmp.message;

import java.util.List;

/** All queued transfers. */
public record GetAllQueuedTransfersResponse(List<AllQueuedTransferStruct> transferList)
        implements CpeResponse {
    public GetAllQueuedTransfersResponse {
        transferList = List.copyOf(transferList);
    }

    @Override
    public String method() {
        return "GetAllQueuedTransfers";
    }
}
