package org.trellis.cwmp.message;

/** How a transfer or operation ended and when. */
public record TransferOutcome(FaultStruct fault, CwmpTime startTime, CwmpTime completeTime) {}
