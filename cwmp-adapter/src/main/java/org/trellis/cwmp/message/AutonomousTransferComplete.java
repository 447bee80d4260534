package org.trellis.cwmp.message;

/** A transfer nobody at this ACS asked for has ended (TR-069 A.3.3.3, CWMP 1.1). */
public record AutonomousTransferComplete(
        String announceUrl,
        String transferUrl,
        boolean download,
        TransferredFile file,
        TransferOutcome outcome)
        implements CpeRequest {
    @Override
    public String method() {
        return "AutonomousTransferComplete";
    }
}
