package org.trellis.cwmp.message;

/** A queued transfer: state 1 not started, 2 in progress, 3 ended but not yet reported. */
public record QueuedTransferStruct(String commandKey, int state) {}
