package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterPath;
import org.trellis.model.translate.PathTemplate.Indexed;

/** The canonical paths that a TR-098 path feeds, as far as it tells them by itself. */
final class CanonicalPaths {

    private final RowTable table;
    private final ObjectMapping objects;

    CanonicalPaths(RowTable table, ObjectMapping objects) {
        this.table = table;
        this.objects = objects;
    }

    /** May be empty. */
    List<ParameterPath> of(String nativePath) {
        if (nativePath.endsWith(".")) {
            return objects.canonical(nativePath).stream().map(ParameterPath::of).toList();
        }
        Indexed source = Indexed.of(nativePath);
        List<ParameterPath> paths = new ArrayList<>();
        for (Row row : source == null ? List.<Row>of() : table.bySource(source.template())) {
            if (row.how() instanceof Row.OnRadio || row.how() instanceof Row.RadioStandard) {
                // the band is not known here: it is one of these
                for (Band band : Band.values()) {
                    paths.add(ParameterPath.of(row.target().fill(new long[] {band.radio()})));
                }
                continue;
            }
            long[] numbers = source == null ? null : targetNumbers(row, source.numbers());
            if (numbers != null) {
                paths.add(ParameterPath.of(row.target().fill(numbers)));
            }
        }
        if (paths.isEmpty()) {
            String vendor = objects.canonicalVendor(nativePath);
            ParameterPath.parse(vendor == null ? nativePath : vendor).ifPresent(paths::add);
        }
        return paths.stream().distinct().toList();
    }

    private long @Nullable [] targetNumbers(Row row, long[] source) {
        return switch (row.how()) {
            case Row.Direct(Formula formula, Conversion _) -> formula.forward(source);
            case Row.Reference(Formula formula) -> formula.forward(source);
            case Row.ListItem(Formula formula, int _) -> formula.forward(source);
            case Row.ListRows rows -> rows.numbers(source, 1);
            case Row.Security _ -> table.wlanNumber(source);
            case Row.Aggregate _ -> new long[0];
            case Row.Selected(Formula formula, Map<String, Row.Selected.Choice> _) ->
                    formula.forward(source);
            case Row.Trigger(Formula formula) -> formula.forward(source);
            case Late how -> lateNumbers(how, source);
            case Row.OnRadio _,
                    Row.RadioStandard _,
                    Row.FromBand _,
                    Row.Synthetic _,
                    Row.Command _,
                    Row.Refused _ ->
                    null;
        };
    }

    /** Null where the report as a whole decides which row it is. */
    private static long @Nullable [] lateNumbers(Late how, long[] source) {
        return switch (how) {
            case Late.Fallback fallback -> fallback.formula().forward(source);
            case Late.TimeZone(Formula formula) -> formula.forward(source);
            case Late.WpsStatus(Formula formula) -> formula.forward(source);
            case Late.Lease lease -> lease.formula().forward(source);
            case Late.HostLayer1(Formula formula) -> formula.forward(source);
            case Late.Joined(Formula formula, Join _) -> formula.forward(source);
            case Late.Available(Formula formula) -> formula.forward(source);
            case Late.CodecOrder(Formula profile) -> profile.forward(source);
            case Late.Guard guard -> guard.formula().forward(source);
            case Late.StationAddress _,
                    Late.Referred _,
                    Late.OnPorts _,
                    Late.NameServerType _,
                    Late.OnDsl _,
                    Late.BridgePort _,
                    Late.Fact _ ->
                    null;
        };
    }
}
