package org.trellis.cwmp.message;

import java.util.List;

/**
 * Answers a request that failed (TR-069 3.5). A device's fault is a value, never an exception.
 *
 * @param side SOAP's faultcode; devices disagree about it, so nothing may depend on it
 * @param text free text, may be empty
 * @param parameterFaults only for SetParameterValues, and often empty there too
 */
public record Fault(
        FaultSide side, FaultCode code, String text, List<SetParameterValuesFault> parameterFaults)
        implements CpeResponse, AcsResponse {
    public Fault {
        parameterFaults = List.copyOf(parameterFaults);
    }

    /** A fault of the ACS with the standard text of its code. */
    public static Fault of(FaultCode code) {
        FaultSide side =
                code.equals(FaultCode.ACS_INVALID_ARGUMENTS) ? FaultSide.CLIENT : FaultSide.SERVER;
        return new Fault(side, code, code.text(), List.of());
    }

    @Override
    public String method() {
        return "Fault";
    }
}
