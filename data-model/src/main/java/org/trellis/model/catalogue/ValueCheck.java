package org.trellis.model.catalogue;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;

/** Says why a value does not fit the syntax of its parameter. */
final class ValueCheck {

    /** An error names at most so many allowed values. */
    private static final int SHOWN_VALUES = 20;

    private ValueCheck() {}

    static Optional<PathError> check(String path, ValueSyntax syntax, String value) {
        ListLimits list = syntax.listLimits();
        return list == null ? checkItem(path, syntax, value) : checkList(path, syntax, list, value);
    }

    private static Optional<PathError> checkList(
            String path, ValueSyntax syntax, ListLimits list, String value) {
        List<String> items = list.itemsOf(value);
        for (String item : items) {
            String nested = list.inBrackets(item);
            String content = nested == null ? item : nested;
            Optional<PathError> error =
                    list.inner() == null
                            ? checkItem(path, syntax, content)
                            : checkList(path, syntax, list.inner(), content);
            if (error.isPresent()) {
                return error;
            }
        }
        if (!list.items().contains(items.size())) {
            return invalid(
                    path, "a list of " + items.size() + " items, which may have " + list.items());
        }
        long size = value.codePointCount(0, value.length());
        if (!list.sizes().isEmpty() && !within(list.sizes(), size)) {
            return invalid(path, "length of the list is not in " + shown(list.sizes()));
        }
        return Optional.empty();
    }

    static boolean isPossible(ValueSyntax syntax, String canonical) {
        ListLimits list = syntax.listLimits();
        return canonical.isEmpty()
                || (list == null
                        ? isPossible(syntax.limits(), canonical)
                        : isPossible(syntax.limits(), list, canonical));
    }

    private static boolean isPossible(ValueLimits limits, ListLimits list, String text) {
        List<String> items = list.itemsOf(text);
        return list.items().contains(items.size())
                && items.stream()
                        .allMatch(item -> {
                            String nested = list.inBrackets(item);
                            return nested == null
                                    ? isPossible(limits, item)
                                    : isPossible(limits, list.nested(), nested);
                        });
    }

    private static boolean isPossible(ValueLimits limits, String item) {
        return (limits.enumeration().isEmpty() || isEnumerated(limits.enumeration(), item))
                && (limits.ranges().isEmpty() || inRange(limits.ranges(), item));
    }

    private static Optional<PathError> checkItem(String path, ValueSyntax syntax, String value) {
        Optional<String> canonical = Lexical.canonical(syntax.type(), value);
        if (canonical.isEmpty()) {
            return error(path, ErrorCode.INVALID_TYPE, "not of type " + syntax.type().label());
        }
        ValueLimits limits = syntax.limits();
        if (!limits.enumeration().isEmpty() && !isEnumerated(limits.enumeration(), value)) {
            return invalid(path, "not one of " + shown(limits.enumeration()));
        }
        if (!limits.patterns().accept(value)) {
            return invalid(path, "does not match " + limits.patterns());
        }
        if (!limits.ranges().isEmpty() && !inRange(limits.ranges(), canonical.get())) {
            return invalid(path, "not in the range " + shown(limits.ranges()));
        }
        if (!limits.sizes().isEmpty() && !within(limits.sizes(), size(syntax.type(), value))) {
            return invalid(path, "length is not in " + shown(limits.sizes()));
        }
        return Optional.empty();
    }

    /** Vendors extend enumerations by values of their own (TR-106 3.3). */
    private static boolean isEnumerated(List<String> enumeration, String value) {
        return enumeration.contains(value) || value.startsWith("X_");
    }

    private static boolean inRange(List<Interval> ranges, String number) {
        int dot = number.indexOf('.');
        try {
            long value = Long.parseLong(dot < 0 ? number : number.substring(0, dot));
            return within(ranges, value);
        } catch (NumberFormatException _) {
            // above what a long holds: only an open range has it
            return ranges.stream().anyMatch(r -> r.max() == Long.MAX_VALUE);
        }
    }

    private static boolean within(List<Interval> intervals, long value) {
        return intervals.stream().anyMatch(i -> i.contains(value));
    }

    private static long size(ParameterType type, String value) {
        return switch (type) {
            case HEX_BINARY -> value.strip().length() / 2;
            case BASE64 -> {
                String plain = Lexical.canonical(type, value).orElse("");
                int padding = plain.endsWith("==") ? 2 : plain.endsWith("=") ? 1 : 0;
                yield plain.length() / 4 * 3L - padding;
            }
            case STRING, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, BOOLEAN, DATE_TIME, DECIMAL ->
                    value.codePointCount(0, value.length());
        };
    }

    private static String shown(List<?> values) {
        String text =
                String.join(
                        ", ", values.stream().limit(SHOWN_VALUES).map(Object::toString).toList());
        return values.size() > SHOWN_VALUES ? text + ", ..." : text;
    }

    private static Optional<PathError> invalid(String path, String message) {
        return error(path, ErrorCode.INVALID_VALUE, message);
    }

    private static Optional<PathError> error(String path, ErrorCode code, String message) {
        return Optional.of(PathError.of(path, code, message));
    }
}
