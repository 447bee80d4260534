package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.Quality;

/** The values of one report of which several make one canonical value. */
final class CollectedValues {

    private final CanonicalValues report;
    private final Map<String, ListParts> lists = new LinkedHashMap<>();
    private final Map<Row, List<NativeValue>> aggregates = new LinkedHashMap<>();

    /** The items of one list by position. */
    private record ListParts(Row row, Map<Integer, NativeValue> items) {}

    CollectedValues(CanonicalValues report) {
        this.report = report;
    }

    void listItem(Row row, String target, int position, NativeValue value) {
        lists.computeIfAbsent(target, _ -> new ListParts(row, new LinkedHashMap<>()))
                .items()
                .put(position, value);
    }

    void aggregate(Row row, NativeValue value) {
        aggregates.computeIfAbsent(row, _ -> new ArrayList<>()).add(value);
    }

    void finish() {
        lists.forEach(this::list);
        aggregates.forEach(this::aggregate);
    }

    /** Items up to the last one that is set; unset ones in between keep their place. */
    private void list(String target, ListParts parts) {
        int last = 0;
        for (Map.Entry<Integer, NativeValue> item : parts.items().entrySet()) {
            if (!item.getValue().text().isBlank()) {
                last = Math.max(last, item.getKey());
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            NativeValue item = parts.items().get(i);
            texts.add(item == null ? "" : item.text().strip());
        }
        NativeValue first = parts.items().values().iterator().next();
        report.derive(parts.row(), target, String.join(",", texts), first.path(), Quality.DERIVED);
    }

    private void aggregate(Row row, List<NativeValue> parts) {
        long sum = 0;
        int understood = 0;
        for (NativeValue part : parts) {
            Optional<String> text = CanonicalValues.lexical(row, part);
            if (text.isEmpty()) {
                report.raw(part, row.nodes().source());
                continue;
            }
            understood++;
            sum +=
                    switch (text.get()) {
                        case "true" -> 1;
                        case "false" -> 0;
                        default -> Long.parseLong(text.get());
                    };
        }
        if (understood > 0) {
            boolean isSum = row.how() instanceof Row.Aggregate(boolean s) && s;
            report.derive(
                    row,
                    row.target().text(),
                    isSum ? Long.toString(sum) : Boolean.toString(sum > 0),
                    parts.getFirst().path(),
                    Quality.DERIVED);
        }
    }
}
