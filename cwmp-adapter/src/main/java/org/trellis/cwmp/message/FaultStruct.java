package org.trellis.cwmp.message;

/** How a transfer ended: {@link FaultCode#NONE} for success. */
public record FaultStruct(FaultCode code, String text) {

    public static final FaultStruct SUCCESS = new FaultStruct(FaultCode.NONE, "");

    public boolean success() {
        return code.equals(FaultCode.NONE);
    }
}
