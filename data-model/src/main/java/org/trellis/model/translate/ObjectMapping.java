package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.RowTable.ObjectPair;

/**
 * Objects and the vendor parameters in them, both ways. A vendor node ({@code X_...}) has no row;
 * it goes where its object goes.
 */
final class ObjectMapping {

    private final RowTable table;

    ObjectMapping(RowTable table) {
        this.table = table;
    }

    /** The TR-181 objects that a concrete TR-098 object feeds, the principal one first. */
    List<String> canonical(String nativeObject) {
        Indexed object = Indexed.of(nativeObject);
        List<String> objects = new ArrayList<>();
        if (object != null) {
            for (ObjectPair pair : table.objectsBySource(object.template())) {
                long[] numbers = pair.formula().forward(object.numbers());
                if (numbers != null) {
                    objects.add(pair.target().fill(numbers));
                }
            }
        }
        return objects;
    }

    /**
     * The TR-098 object behind a TR-181 object.
     *
     * @param path concrete, or an expression without searches
     * @return null if there is none
     */
    @Nullable String nativeObject(String path) {
        List<String> segments = List.of(path.split("\\."));
        for (ObjectPair pair : table.objectsByTarget(templateOf(segments) + ".")) {
            long[] numbers = pair.target().match(segments, false);
            long[] source = numbers == null ? null : pair.formula().inverse(numbers);
            if (source != null) {
                return pair.source().fill(source);
            }
        }
        return null;
    }

    /** The principal TR-181 path of a vendor node; null if its object has none. */
    @Nullable String canonicalVendor(String nativePath) {
        int vendor = nativePath.indexOf(".X_") + 1;
        if (vendor == 0) {
            return null;
        }
        List<String> objects = canonical(nativePath.substring(0, vendor));
        return objects.isEmpty() ? null : objects.getFirst() + nativePath.substring(vendor);
    }

    /** The TR-098 path of a vendor node given below a TR-181 object; null if there is none. */
    @Nullable String nativeVendor(String path) {
        int vendor = path.indexOf(".X_") + 1;
        if (vendor == 0) {
            return null;
        }
        String object = nativeObject(path.substring(0, vendor));
        return object == null ? null : object + path.substring(vendor);
    }

    private static String templateOf(List<String> segments) {
        StringBuilder template = new StringBuilder();
        for (String segment : segments) {
            boolean instance =
                    segment.equals("*") || Indexed.number(segment, 0, segment.length()) > 0;
            template.append(template.isEmpty() ? "" : ".")
                    .append(instance ? PathTemplate.INSTANCE : segment);
        }
        return template.toString();
    }
}
