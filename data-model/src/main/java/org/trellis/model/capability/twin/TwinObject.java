package org.trellis.model.capability.twin;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.ParameterPath;
import org.trellis.model.catalogue.Lexical;

/**
 * One object of a {@link Twin}. Typed reads answer nothing where the text is not of the type: a
 * view shows what is understood, and the twin still has the rest.
 */
public final class TwinObject {

    private static final String ROW = "{i}.";

    private final String path;
    private final Map<String, TwinObject> children = new HashMap<>();
    private final Map<String, Observation> values = new HashMap<>();

    TwinObject(String path) {
        this.path = path;
    }

    void put(List<String> segments, Observation value, Comparator<Observation> younger) {
        TwinObject object = this;
        for (int i = 1; i < segments.size() - 1; i++) {
            String name = segments.get(i);
            String below = object.path + name + ".";
            object = object.children.computeIfAbsent(name, _ -> new TwinObject(below));
        }
        object.values.merge(
                segments.getLast(), value, (a, b) -> younger.compare(a, b) >= 0 ? a : b);
    }

    /** With a dot at its end. */
    public String path() {
        return path;
    }

    /** As references are compared: without the dot. */
    public String reference() {
        return path.substring(0, path.length() - 1);
    }

    public ParameterPath asPath() {
        return ParameterPath.of(path);
    }

    /** The instance number of a row; 0 if it is none. */
    public long number() {
        return number(path.substring(path.lastIndexOf('.', path.length() - 2) + 1));
    }

    private static long number(String name) {
        String digits = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (digits.isEmpty() || digits.length() > 10) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    public boolean isEmpty() {
        return children.isEmpty() && values.isEmpty();
    }

    /**
     * @param relative an object below this one, with a dot at its end
     * @return an empty object if nothing is known below it
     */
    public TwinObject at(String relative) {
        TwinObject object = this;
        int start = 0;
        for (int dot = relative.indexOf('.'); dot >= 0; dot = relative.indexOf('.', start)) {
            TwinObject child = object.children.get(relative.substring(start, dot));
            if (child == null) {
                return new TwinObject(path + relative);
            }
            object = child;
            start = dot + 1;
        }
        return object;
    }

    /** The known rows of a table below this object, ordered by number. */
    public List<TwinObject> rows(String table) {
        List<TwinObject> rows = new ArrayList<>();
        at(table)
                .children
                .forEach((name, child) -> {
                    if (number(name) > 0) {
                        rows.add(child);
                    }
                });
        rows.sort(Comparator.comparingLong(TwinObject::number));
        return rows;
    }

    boolean knows(String template) {
        int row = template.indexOf(ROW);
        if (row < 0) {
            return observation(template).isPresent();
        }
        String rest = template.substring(row + ROW.length());
        return rows(template.substring(0, row)).stream().anyMatch(r -> r.knows(rest));
    }

    /** What is known of a parameter, secret or not. */
    public Optional<Observation> observation(String relative) {
        int dot = relative.lastIndexOf('.');
        TwinObject object = dot < 0 ? this : at(relative.substring(0, dot + 1));
        return Optional.ofNullable(object.values.get(relative.substring(dot + 1)));
    }

    /** The text of a parameter; a secret has none. */
    public Optional<String> text(String relative) {
        return string(relative).map(Reading::value);
    }

    /** The object that a reference names, without its dot; empty if it names none. */
    public Optional<String> referenceTo(String relative) {
        return text(relative).map(Twin::plain).filter(t -> !t.isEmpty());
    }

    public boolean flag(String relative, boolean otherwise) {
        return bool(relative).map(Reading::value).orElse(otherwise);
    }

    public long count(String relative, long otherwise) {
        return integer(relative).map(Reading::value).orElse(otherwise);
    }

    public Optional<Reading<String>> string(String relative) {
        return read(relative, Optional::of);
    }

    public Optional<Reading<Boolean>> bool(String relative) {
        return read(
                relative,
                text ->
                        switch (text) {
                            case "true", "1" -> Optional.of(true);
                            case "false", "0" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    public Optional<Reading<Long>> integer(String relative) {
        return read(
                relative,
                text -> {
                    try {
                        return Optional.of(Long.parseLong(text));
                    } catch (NumberFormatException notANumber) {
                        return Optional.empty();
                    }
                });
    }

    public Optional<Reading<BigDecimal>> decimal(String relative) {
        return read(relative, TwinObject::decimalOf);
    }

    /** The unknown time 0001-01-01T00:00:00Z (TR-106 3.2.1) is passed on. */
    public Optional<Reading<Instant>> time(String relative) {
        return read(
                relative,
                text -> {
                    try {
                        return Optional.of(Instant.parse(text));
                    } catch (DateTimeException notATime) {
                        return Optional.empty();
                    }
                });
    }

    public Optional<Reading<List<String>>> list(String relative) {
        return read(relative, text -> Optional.of(List.copyOf(Lexical.items(text))));
    }

    /** Nothing if one of the items is not a number. */
    public Optional<Reading<List<BigDecimal>>> decimals(String relative) {
        return read(
                relative,
                text -> {
                    List<BigDecimal> items = new ArrayList<>();
                    for (String item : Lexical.items(text)) {
                        Optional<BigDecimal> number = decimalOf(item);
                        if (number.isEmpty()) {
                            return Optional.empty();
                        }
                        items.add(number.get());
                    }
                    return Optional.of(List.copyOf(items));
                });
    }

    /** That there is a secret, never its text. */
    public Optional<Reading<Secret>> secret(String relative) {
        return observation(relative).map(o -> reading(o, Secret.HIDDEN));
    }

    /** A text of thousands of digits would take long, and a large exponent any space. */
    private static Optional<BigDecimal> decimalOf(String text) {
        if (text.length() > 64 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private <T> Optional<Reading<T>> read(String relative, Function<String, Optional<T>> form) {
        return observation(relative)
                .filter(o -> !o.value().secret())
                .flatMap(o -> form.apply(o.value().text()).map(value -> reading(o, value)));
    }

    private static <T> Reading<T> reading(Observation o, T value) {
        return new Reading<>(
                value, o.value().path(), o.value().writable(), o.observedAt(), o.value().quality());
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return path + " (" + values.size() + " values)";
    }
}
