package org.trellis.controller.api;

import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.trellis.controller.api.BodyLimitFilter.BodyTooLargeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a body could not be read, in words that name the member. */
final class JsonFaults {

    private JsonFaults() {}

    static Problem describe(HttpMessageNotReadableException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BodyTooLargeException tooLarge) {
                return Problems.TOO_LARGE.problem(String.valueOf(tooLarge.getMessage()), List.of());
            }
            if (t instanceof JacksonException json && json.getCause() == null) {
                return describe(json);
            }
        }
        return Problems.INVALID_REQUEST.problem("the body is missing or unreadable", List.of());
    }

    private static Problem describe(JacksonException failure) {
        String field = field(failure.getPath());
        return switch (failure) {
            case UnrecognizedPropertyException e ->
                    named(
                            field,
                            "is not a member that is known here (" + e.getPropertyName() + ")");
            case InvalidTypeIdException e ->
                    named(
                            field.isEmpty() ? "type" : field,
                            e.getTypeId() == null
                                    ? "is missing"
                                    : Problems.quoted(e.getTypeId()) + " is not a known type");
            case MismatchedInputException e -> named(field, "has the wrong JSON type" + wanted(e));
            case StreamConstraintsException _ ->
                    Problems.INVALID_REQUEST.problem(
                            "the JSON is too deep or one of its parts is too long", List.of());
            case StreamReadException e -> {
                var at = e.getLocation();
                yield Problems.INVALID_REQUEST.problem(
                        "this is not JSON, or a member occurs twice, at line "
                                + at.getLineNr()
                                + ", column "
                                + at.getColumnNr(),
                        List.of());
            }
            default -> named(field, "cannot be read");
        };
    }

    private static String wanted(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null) {
            return "";
        }
        if (type == String.class) {
            return ": a string is wanted (values are canonical text)";
        }
        if (type == Boolean.class || type == boolean.class) {
            return ": true or false is wanted";
        }
        if (java.util.Collection.class.isAssignableFrom(type)) {
            return ": an array is wanted";
        }
        return java.util.Map.class.isAssignableFrom(type) || type.isRecord() || type.isInterface()
                ? ": an object is wanted"
                : "";
    }

    private static Problem named(String field, String message) {
        String name = field.isEmpty() ? "body" : field;
        return ApiException.badField(name, message).problem();
    }

    /**
     * {@code values.Device.X} or {@code objects[0].values}; names come from the caller: bounded.
     */
    private static String field(List<JacksonException.Reference> path) {
        StringBuilder out = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                out.append('[').append(step.getIndex()).append(']');
            } else {
                out.append(out.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return Logged.text(out.toString());
    }
}
