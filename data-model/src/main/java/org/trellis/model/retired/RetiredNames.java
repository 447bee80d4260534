package org.trellis.model.retired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ResourceTable;
import org.trellis.model.SupportedModel;
import org.trellis.model.retired.RetiredName.Change;

/** The renamed parameters that are in use on a device. Immutable and thread-safe. */
public final class RetiredNames {

    /** Of a device of which nothing is known: a path means what the canonical model says. */
    public static final RetiredNames NONE = new RetiredNames(List.of());

    private final List<RetiredName> names;
    private final Map<String, RetiredName> byOld = new LinkedHashMap<>();
    private final Map<String, List<RetiredName>> byNow = new LinkedHashMap<>();

    private RetiredNames(List<RetiredName> names) {
        this.names = List.copyOf(names);
        for (RetiredName name : names) {
            byOld.put(name.old(), name);
            byNow.computeIfAbsent(name.now(), _ -> new ArrayList<>()).add(name);
        }
    }

    /** All that is known of; a device uses some of them at most. Loaded at first use. */
    public static RetiredNames all() {
        return Shipped.ALL;
    }

    /** Those that a device uses. */
    public RetiredNames in(SupportedModel model) {
        List<RetiredName> used = names.stream().filter(n -> n.isIn(model)).toList();
        return used.isEmpty() ? NONE : new RetiredNames(used);
    }

    public List<RetiredName> names() {
        return names;
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * @param template of the old name
     */
    public Optional<RetiredName> old(String template) {
        return Optional.ofNullable(byOld.get(template));
    }

    /**
     * The old names of a new one, in the order of the list where each has one item of it.
     *
     * @param template of the new name
     */
    public List<RetiredName> now(String template) {
        return byNow.getOrDefault(template, List.of());
    }

    /**
     * @throws IllegalStateException if a line of the table is wrong
     */
    public static RetiredNames of(ResourceTable table) {
        return new RetiredNames(table.rows(RetiredNames::name));
    }

    private static RetiredName name(String[] fields) {
        return RetiredName.of(
                fields[0], fields[1], change(fields[2]), fields.length > 3 ? fields[3] : null);
    }

    private static Change change(String text) {
        return switch (text) {
            case "same" -> new Change.Same();
            case "mac-base64" -> new Change.MacAsBase64();
            case "dsl-mask" -> new Change.DslMask();
            case "tls" -> new Change.TlsAsTransport();
            case "transition" -> new Change.TransitionMode();
            default -> {
                if (!text.startsWith("item ")) {
                    throw new IllegalArgumentException("unknown change " + text);
                }
                yield new Change.Item(Integer.parseInt(text.substring(5)));
            }
        };
    }

    private static final class Shipped {
        static final RetiredNames ALL =
                RetiredNames.of(ResourceTable.shipped(RetiredNames.class, "names.tsv"));
    }
}
