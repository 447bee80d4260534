package org.trellis.usp.session;

import java.util.List;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;

/** USP error codes (TR-369 6.5) in our terms. The innermost code decides. */
final class ErrorCodes {

    private ErrorCodes() {}

    static ErrorCode of(int code) {
        return switch (code) {
            case 7001 -> ErrorCode.NOT_SUPPORTED;
            case 7002, 7006, 7031 -> ErrorCode.DENIED;
            case 7005, 7227 -> ErrorCode.RESOURCES_EXCEEDED;
            case 7004, 7007, 7012, 7014, 7027 -> ErrorCode.INVALID_VALUE;
            case 7008, 7010, 7016, 7018, 7026 -> ErrorCode.INVALID_PATH;
            case 7011 -> ErrorCode.INVALID_TYPE;
            case 7013 -> ErrorCode.NOT_WRITABLE;
            case 7017, 7019 -> ErrorCode.NOT_CREATABLE;
            case 7025, 7226 -> ErrorCode.ALREADY_EXISTS;
            case 7033, 7034, 7035, 7036 -> ErrorCode.TRANSFER_FAILED;
            case 7000, 7100, 7101, 7102, 7103, 7104, 7105, 7106 -> ErrorCode.PROTOCOL_ERROR;
            default -> ErrorCode.INTERNAL;
        };
    }

    static PathError error(String path, Fault fault) {
        return new PathError(
                path, of(fault.code()), Integer.toString(fault.code()), fault.message());
    }

    /** The inner errors where the agent gives them; agents send 7004 around nearly everything. */
    static List<PathError> errors(String path, ErrorMessage error) {
        return error.faults().isEmpty()
                ? List.of(error(path, error.fault()))
                : error.faults().stream().map(f -> error(f.path(), f.fault())).toList();
    }
}
