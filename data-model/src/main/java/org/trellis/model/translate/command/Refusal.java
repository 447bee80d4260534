package org.trellis.model.translate.command;

import java.util.List;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.Translated;

/** Why a command cannot be done over CWMP. */
final class Refusal {

    private Refusal() {}

    static <T> Translated<T> of(ParameterPath command, String why) {
        return new Translated.Refused<>(
                List.of(PathError.of(command.text(), ErrorCode.NOT_SUPPORTED, why)));
    }

    /** What the model that the device speaks knows nothing of. */
    static <T> Translated<T> noCounterpart(ParameterPath command, DataModelRoot root) {
        return of(
                command,
                "has no counterpart in "
                        + switch (root) {
                            case TR_098 -> "TR-098";
                            case TR_181 -> "TR-181 over CWMP";
                        });
    }

    static PathError argument(ParameterPath command, String argument, String why) {
        return PathError.of(Arguments.path(command, argument), ErrorCode.NOT_SUPPORTED, why);
    }

    static PathError value(ParameterPath command, String argument, String why) {
        return PathError.of(Arguments.path(command, argument), ErrorCode.INVALID_VALUE, why);
    }
}
