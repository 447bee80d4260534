package org.trellis.cwmp.message;

/** A transfer the ACS asked for has ended (TR-069 A.3.3.2). The key may be empty with some CPEs. */
public record TransferComplete(String commandKey, TransferOutcome outcome) implements CpeRequest {
    @Override
    public String method() {
        return "TransferComplete";
    }
}
