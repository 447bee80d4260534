package org.trellis.model.translate.command;

import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;

/**
 * How far a diagnostic is, by what its {@code DiagnosticsState} says. Vendors have states of their
 * own; whatever is not known has ended badly.
 */
public sealed interface DiagnosticsState {

    /** What starts it. */
    String REQUESTED = "Requested";

    /** It has been asked for and has not ended. */
    record Running() implements DiagnosticsState {}

    /** Its results can be read. */
    record Complete(String text) implements DiagnosticsState {}

    /** It has ended without results. */
    record Failed(String text) implements DiagnosticsState {

        /** As an error of the command. */
        public PathError error(String command) {
            return new PathError(command, code(text), text, "the diagnostic ended with " + text);
        }

        private static ErrorCode code(String text) {
            return switch (text) {
                case "Error_Timeout", "Error_NoResponse" -> ErrorCode.TIMEOUT;
                case "Error_InitConnectionFailed",
                        "Error_TransferFailed",
                        "Error_NoTransferComplete",
                        "Error_PasswordRequestFailed",
                        "Error_LoginFailed",
                        "Error_NoTransferMode",
                        "Error_NoPASV",
                        "Error_NoCWD",
                        "Error_NoSTOR",
                        "Error_IncorrectSize" ->
                        ErrorCode.TRANSFER_FAILED;
                default -> ErrorCode.INTERNAL;
            };
        }
    }

    /** The device knows nothing of it: it has started since, or its inputs were changed. */
    record Lost() implements DiagnosticsState {

        public PathError error(String command) {
            return PathError.of(
                    command,
                    ErrorCode.INTERNAL,
                    "the device has lost the diagnostic: it restarted, or the inputs were changed");
        }
    }

    static DiagnosticsState of(String text) {
        return switch (text) {
            case REQUESTED -> new Running();
            // TR-143 before TR-181 says Completed
            case "Complete", "Completed" -> new Complete("Complete");
            case "None", "" -> new Lost();
            default -> new Failed(text);
        };
    }
}
