package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.SecretNames;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.catalogue.ValueSyntax;

/** The canonical values that a report implies, each path once. Used once, by one thread. */
final class CanonicalValues {

    private final Function<String, Boolean> writable;
    private final List<ObservedValue> values;
    private final Map<String, Integer> taken;

    CanonicalValues(Function<String, Boolean> writable, int size) {
        this.writable = writable;
        this.values = new ArrayList<>(size + size / 2);
        this.taken = HashMap.newHashMap(size + size / 2);
    }

    List<ObservedValue> values() {
        return values;
    }

    /** The value at a path; null if there is none. */
    @Nullable ObservedValue value(String target) {
        Integer present = taken.get(target);
        return present == null ? null : values.get(present);
    }

    /**
     * Those of some rows that have any value.
     *
     * @param rows their paths, without trailing dots
     */
    Set<String> holding(Set<String> rows) {
        Set<String> holding = new HashSet<>();
        if (rows.isEmpty()) {
            return holding;
        }
        String around = around(rows);
        BitSet lengths = new BitSet();
        rows.forEach(row -> lengths.set(row.length()));
        for (ObservedValue value : values) {
            String path = value.path().text();
            int dot = path.startsWith(around) ? path.indexOf('.', around.length()) : -1;
            for (; dot >= 0; dot = path.indexOf('.', dot + 1)) {
                // most objects are no rows of these: their lengths say so at no cost
                if (lengths.get(dot) && rows.contains(path.substring(0, dot))) {
                    holding.add(path.substring(0, dot));
                }
            }
        }
        return holding;
    }

    /** What all of them begin with. */
    private static String around(Set<String> rows) {
        String around = rows.iterator().next();
        for (String row : rows) {
            int same = 0;
            int most = Math.min(around.length(), row.length());
            while (same < most && around.charAt(same) == row.charAt(same)) {
                same++;
            }
            around = around.substring(0, same);
        }
        return around;
    }

    /**
     * Adds one canonical value, unless the report holds it already or it cannot be converted. What
     * the device's own parameter cannot have is {@link Quality#RAW}.
     *
     * @param conversion of the native text in its canonical form
     */
    boolean emit(
            Row row,
            String target,
            NativeValue value,
            Function<String, Optional<String>> conversion,
            Quality quality) {
        CatalogueNode node = row.nodes().target();
        ValueSyntax syntax = node == null ? null : node.syntax();
        Optional<String> said = lexical(row, value);
        Optional<String> text = said.flatMap(conversion);
        if (syntax != null) {
            text = text.flatMap(syntax::canonical);
        }
        if (text.isEmpty() || taken.putIfAbsent(target, values.size()) != null) {
            return false;
        }
        values.add(
                new ObservedValue(
                        ParameterPath.of(target),
                        syntax == null ? value.type() : syntax.type(),
                        text.get(),
                        row.writable() && writable.apply(value.path()),
                        node != null && node.isSecret(),
                        value.path(),
                        Reporting.isPossible(row.nodes(), said.get(), text.get())
                                ? quality
                                : Quality.RAW));
        return true;
    }

    /** The native text in its canonical form; empty if it is not of its type. */
    static Optional<String> lexical(Row row, NativeValue value) {
        CatalogueNode source = row.nodes().source();
        ValueSyntax syntax = source == null ? null : source.syntax();
        return syntax == null
                ? Lexical.canonical(value.type(), value.text())
                : syntax.canonical(value.text());
    }

    /** Adds a value that follows from others; it cannot be written by itself. */
    void derive(Row row, String target, String text, String sourcePath, Quality quality) {
        if (taken.putIfAbsent(target, values.size()) == null) {
            values.add(derived(row, target, text, sourcePath, quality));
        }
    }

    private static ObservedValue derived(
            Row row, String target, String text, String sourcePath, Quality quality) {
        CatalogueNode node = row.nodes().target();
        return new ObservedValue(
                ParameterPath.of(target),
                node == null ? ParameterType.STRING : node.type().orElse(ParameterType.STRING),
                text,
                row.writable(),
                node != null && node.isSecret(),
                sourcePath,
                quality);
    }

    /** As {@link #derive}, in place of what the report holds already. */
    void replace(Row row, String target, String text, String sourcePath) {
        ObservedValue value = derived(row, target, text, sourcePath, Quality.DERIVED);
        Integer present = taken.putIfAbsent(target, values.size());
        if (present == null) {
            values.add(value);
        } else {
            values.set(present, value);
        }
    }

    /** Adds a value that has no row: what makes a row of a table complete. */
    void fact(String target, ParameterType type, String text, String sourcePath) {
        fact(target, type, text, sourcePath, Quality.ASSUMED);
    }

    void fact(String target, ParameterType type, String text, String sourcePath, Quality quality) {
        if (taken.putIfAbsent(target, values.size()) == null) {
            values.add(
                    new ObservedValue(
                            ParameterPath.of(target),
                            type,
                            text,
                            false,
                            false,
                            sourcePath,
                            quality));
        }
    }

    /** Takes back values whose object turns out not to be there; they keep their own paths. */
    void withdraw(Predicate<String> gone, Evidence all) {
        Map<String, ObservedValue> withdrawn = new LinkedHashMap<>();
        Set<String> kept = new HashSet<>();
        values.removeIf(value -> {
            boolean isGone = gone.test(value.path().text());
            if (isGone) {
                withdrawn.putIfAbsent(value.sourcePath(), value);
            } else {
                kept.add(value.sourcePath());
            }
            return isGone;
        });
        taken.clear();
        for (int i = 0; i < values.size(); i++) {
            taken.put(values.get(i).path().text(), i);
        }
        withdrawn.forEach((path, value) -> {
            String text = all.text(path);
            if (text != null && !kept.contains(path)) {
                Reporting.raw(
                                new NativeValue(path, value.type(), text),
                                value.secret(),
                                value.writable())
                        .ifPresent(values::add);
            }
        });
    }

    /** A vendor's value at the place that its object has; false if that is taken. */
    boolean vendor(ParameterPath target, NativeValue value) {
        if (taken.putIfAbsent(target.text(), values.size()) != null) {
            return false;
        }
        values.add(Reporting.taken(target, null, value, writable.apply(value.path())));
        return true;
    }

    /** Keeps a value under its own path. */
    void raw(NativeValue value, @Nullable CatalogueNode node) {
        boolean secret = node == null ? SecretNames.soundsSecret(value.path()) : node.isSecret();
        Reporting.raw(value, secret, writable.apply(value.path())).ifPresent(values::add);
    }
}
