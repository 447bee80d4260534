package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * Values that are paths. TR-098 writes them with or without the trailing dot and with or without
 * the root; the canonical form is the full path without trailing dot.
 */
final class References {

    /** Where a reference points that means the interface, not the object that rows come from. */
    private static final Map<String, String> LAYER_3 =
            Map.of(
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.",
                    "Device.Ethernet.Link.{i}.",
                    "InternetGatewayDevice.LANDevice.{i}.",
                    "Device.Bridging.Bridge.{i}.");

    private final RowTable table;
    private final ObjectMapping objects;

    References(RowTable table, ObjectMapping objects) {
        this.table = table;
        this.objects = objects;
    }

    /** Empty if an item of the list points to nothing known. */
    Optional<String> toCanonical(String text) {
        List<String> items = new ArrayList<>();
        for (String item : Lexical.items(text)) {
            String one = item.isEmpty() ? "" : canonicalItem(item);
            if (one == null) {
                return Optional.empty();
            }
            items.add(one);
        }
        return Optional.of(String.join(",", items));
    }

    /** Empty if an item of the list has no counterpart. */
    Optional<String> toNative(String text) {
        List<String> items = new ArrayList<>();
        for (String item : Lexical.items(text)) {
            String one = item.isEmpty() ? "" : nativeItem(item);
            if (one == null) {
                return Optional.empty();
            }
            items.add(one);
        }
        return Optional.of(String.join(",", items));
    }

    /** The full path of an object, with root and trailing dot. */
    static String nativeObject(String item) {
        String full = full(item);
        return full.endsWith(".") ? full : full + ".";
    }

    private static String full(String item) {
        return item.startsWith(DataModelRoot.TR_098.prefix())
                ? item
                : DataModelRoot.TR_098.prefix() + (item.startsWith(".") ? item.substring(1) : item);
    }

    private @Nullable String canonicalItem(String item) {
        String full = full(item);
        String object = nativeObject(item);
        Indexed indexed = Indexed.of(object);
        String fixed = indexed == null ? null : LAYER_3.get(indexed.template());
        List<String> candidates = objects.canonical(object);
        for (String candidate : candidates) {
            Indexed target = Indexed.of(candidate);
            if (fixed == null || (target != null && target.template().equals(fixed))) {
                return candidate.substring(0, candidate.length() - 1);
            }
        }
        return canonicalParameter(full);
    }

    private @Nullable String canonicalParameter(String path) {
        Indexed indexed = Indexed.of(path);
        if (indexed == null) {
            return null;
        }
        for (Row row : table.bySource(indexed.template())) {
            if (row.how() instanceof Row.Direct direct) {
                long[] numbers = direct.formula().forward(indexed.numbers());
                if (numbers != null) {
                    return row.target().fill(numbers);
                }
            }
        }
        return objects.canonicalVendor(path);
    }

    private @Nullable String nativeItem(String item) {
        String object = objects.nativeObject(item.endsWith(".") ? item : item + ".");
        if (object != null) {
            return object.substring(0, object.length() - 1);
        }
        Indexed indexed = Indexed.of(item);
        if (indexed == null) {
            return null;
        }
        for (Row row : table.byTarget(indexed.template())) {
            if (row.how() instanceof Row.Direct direct) {
                long[] numbers = direct.formula().inverse(indexed.numbers());
                if (numbers != null) {
                    return row.source().fill(numbers);
                }
            }
        }
        return objects.nativeVendor(item);
    }
}
