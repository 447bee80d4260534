package org.trellis.cwmp.message;

/**
 * A queued transfer of any origin: state 1 not started, 2 in progress, 3 ended but not yet
 * reported.
 */
public record AllQueuedTransferStruct(
        String commandKey, int state, boolean download, TransferredFile file) {}
