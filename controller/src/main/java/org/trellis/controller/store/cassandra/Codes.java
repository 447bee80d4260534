package org.trellis.controller.store.cassandra;

import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.NotificationType;

/** Numbers for words, as they lie in the store: a number once given never changes its meaning. */
final class Codes {

    private Codes() {}

    static int of(ParameterType type) {
        return switch (type) {
            case STRING -> 1;
            case INT -> 2;
            case UNSIGNED_INT -> 3;
            case LONG -> 4;
            case UNSIGNED_LONG -> 5;
            case BOOLEAN -> 6;
            case DATE_TIME -> 7;
            case BASE64 -> 8;
            case HEX_BINARY -> 9;
            case DECIMAL -> 10;
        };
    }

    static ParameterType type(int code) {
        return switch (code) {
            case 1 -> ParameterType.STRING;
            case 2 -> ParameterType.INT;
            case 3 -> ParameterType.UNSIGNED_INT;
            case 4 -> ParameterType.LONG;
            case 5 -> ParameterType.UNSIGNED_LONG;
            case 6 -> ParameterType.BOOLEAN;
            case 7 -> ParameterType.DATE_TIME;
            case 8 -> ParameterType.BASE64;
            case 9 -> ParameterType.HEX_BINARY;
            case 10 -> ParameterType.DECIMAL;
            default -> throw unknown("parameter type", code);
        };
    }

    /** At most seven: they share a byte with flags. */
    static int of(Quality quality) {
        return switch (quality) {
            case REPORTED -> 1;
            case DERIVED -> 2;
            case ASSUMED -> 3;
            case UNCONFIRMED -> 4;
            case STALE -> 5;
            case RAW -> 6;
        };
    }

    static Quality quality(int code) {
        return switch (code) {
            case 1 -> Quality.REPORTED;
            case 2 -> Quality.DERIVED;
            case 3 -> Quality.ASSUMED;
            case 4 -> Quality.UNCONFIRMED;
            case 5 -> Quality.STALE;
            case 6 -> Quality.RAW;
            default -> throw unknown("quality", code);
        };
    }

    static int of(SupportedNode.Kind kind) {
        return switch (kind) {
            case OBJECT -> 1;
            case PARAMETER -> 2;
            case COMMAND -> 3;
            case EVENT -> 4;
        };
    }

    static SupportedNode.Kind kind(int code) {
        return switch (code) {
            case 1 -> SupportedNode.Kind.OBJECT;
            case 2 -> SupportedNode.Kind.PARAMETER;
            case 3 -> SupportedNode.Kind.COMMAND;
            case 4 -> SupportedNode.Kind.EVENT;
            default -> throw unknown("node kind", code);
        };
    }

    static int of(DataModelRoot root) {
        return switch (root) {
            case TR_098 -> 1;
            case TR_181 -> 2;
        };
    }

    static DataModelRoot root(int code) {
        return switch (code) {
            case 1 -> DataModelRoot.TR_098;
            case 2 -> DataModelRoot.TR_181;
            default -> throw unknown("root", code);
        };
    }

    static int of(Command.Priority priority) {
        return switch (priority) {
            case INTERACTIVE -> 1;
            case BACKGROUND -> 2;
        };
    }

    static Command.Priority priority(int code) {
        return switch (code) {
            case 1 -> Command.Priority.INTERACTIVE;
            case 2 -> Command.Priority.BACKGROUND;
            default -> throw unknown("priority", code);
        };
    }

    static int of(NotificationType type) {
        return switch (type) {
            case VALUE_CHANGE -> 1;
            case OBJECT_CREATION -> 2;
            case OBJECT_DELETION -> 3;
            case OFF -> 4;
        };
    }

    static NotificationType notification(int code) {
        return switch (code) {
            case 1 -> NotificationType.VALUE_CHANGE;
            case 2 -> NotificationType.OBJECT_CREATION;
            case 3 -> NotificationType.OBJECT_DELETION;
            case 4 -> NotificationType.OFF;
            default -> throw unknown("notification type", code);
        };
    }

    static int of(CommandResult.Status status) {
        return switch (status) {
            case DONE -> 1;
            case PARTIAL -> 2;
            case FAILED -> 3;
            case OUTCOME_UNKNOWN -> 4;
        };
    }

    static CommandResult.Status status(int code) {
        return switch (code) {
            case 1 -> CommandResult.Status.DONE;
            case 2 -> CommandResult.Status.PARTIAL;
            case 3 -> CommandResult.Status.FAILED;
            case 4 -> CommandResult.Status.OUTCOME_UNKNOWN;
            default -> throw unknown("result status", code);
        };
    }

    static IllegalStateException unknown(String what, int code) {
        return new IllegalStateException(
                "the store holds " + what + " " + code + ", which this version does not know");
    }
}
