package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.ErrorCode;
import org.trellis.model.catalogue.Lexical;

/** Writes where one model has a list and the other has its items one by one. */
final class ListWrites {

    private final WritePlan plan;
    private final RowTable table;
    private final Function<String, Optional<String>> current;

    ListWrites(WritePlan plan, RowTable table, Function<String, Optional<String>> current) {
        this.plan = plan;
        this.table = table;
        this.current = current;
    }

    /** Items by position; positions that are set and no longer wanted are cleared. */
    void whole(String path, Row first, long[] source, String text) {
        List<String> items = Lexical.items(text);
        int places = 0;
        int known = known(first, source);
        for (Row row : table.byTarget(first.target().text())) {
            if (row.how() instanceof Row.ListItem(Formula _, int position)) {
                places = Math.max(places, position);
                String nativePath = row.source().fill(source);
                boolean wanted = position <= items.size();
                boolean set = current.apply(nativePath).filter(t -> !t.isEmpty()).isPresent();
                if (wanted || set || position <= known) {
                    plan.put(path, nativePath, wanted ? items.get(position - 1) : "");
                }
            }
        }
        if (items.size() > places) {
            plan.refuse(path, ErrorCode.INVALID_VALUE, "TR-098 has room for " + places + " items");
        }
    }

    /**
     * The last position that is set: the twin keeps the items as one list, by the first of them.
     */
    private int known(Row first, long[] source) {
        int known = 0;
        for (Row row : table.byTarget(first.target().text())) {
            if (row.how() instanceof Row.ListItem) {
                String present = current.apply(row.source().fill(source)).orElse("");
                known = Math.max(known, Lexical.items(present).size());
            }
        }
        return known;
    }

    /** Replaces one item of a list; the others stay, as written by this request or as they are. */
    void item(String path, Row row, long[] source, String text) {
        String nativePath = row.source().fill(Arrays.copyOf(source, source.length - 1));
        NativeValue pending = plan.takeBack(nativePath);
        String present = pending != null ? pending.text() : current.apply(nativePath).orElse("");
        List<String> items = new ArrayList<>(Lexical.items(present));
        int position = (int) source[source.length - 1];
        if (position > items.size() + 1) {
            plan.refuse(path, ErrorCode.INVALID_PATH, "the list has " + items.size() + " items");
            return;
        }
        if (position > items.size()) {
            items.add(text);
        } else {
            items.set(position - 1, text);
        }
        plan.put(path, nativePath, String.join(",", items));
        // servers of one's own only count where those of the provider may be overridden
        plan.enable(path, nativePath.replace(".DNSServers", ".DNSOverrideAllowed"));
    }
}
