package org.trellis.cwmp.session;

import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;

/** CWMP fault codes (TR-069 A.5) in the words of every protocol. */
final class Faults {

    private static final int MAX_TEXT = 256;

    private Faults() {}

    static ErrorCode code(FaultCode code) {
        return switch (code.value()) {
            case 9000 -> ErrorCode.NOT_SUPPORTED;
            case 9001, 9009 -> ErrorCode.DENIED;
            case 9003, 9007 -> ErrorCode.INVALID_VALUE;
            case 9004, 9027 -> ErrorCode.RESOURCES_EXCEEDED;
            case 9005 -> ErrorCode.INVALID_PATH;
            case 9006 -> ErrorCode.INVALID_TYPE;
            case 9008 -> ErrorCode.NOT_WRITABLE;
            case 9010, 9011, 9012, 9013, 9014, 9015, 9016, 9017, 9018, 9019, 9020 ->
                    ErrorCode.TRANSFER_FAILED;
            case 9021 -> ErrorCode.BUSY;
            default -> ErrorCode.INTERNAL;
        };
    }

    static PathError error(String path, Fault fault) {
        return error(path, fault.code(), fault.text());
    }

    /** What the device says of the one parameter that was written, where it says it (9003). */
    static PathError ofParameter(String path, Fault fault) {
        return fault.parameterFaults().stream()
                .findFirst()
                .map(f -> error(path, f.code(), f.text()))
                .orElseGet(() -> error(path, fault));
    }

    static PathError error(String path, FaultCode code, String text) {
        String said = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        boolean tells = !said.isBlank() && !said.equalsIgnoreCase(code.text());
        return new PathError(
                path,
                code(code),
                Integer.toString(code.value()),
                tells ? code.text() + ": " + said : code.text());
    }
}
