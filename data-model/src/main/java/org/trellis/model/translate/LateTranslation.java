package org.trellis.model.translate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.value.PosixTimeZone;

/** The values of one report that mean something only together with others. */
final class LateTranslation {

    private final RowTable table;
    private final CanonicalValues report;
    private final References references;
    private final Evidence evidence;
    private final LateLan lan;
    private final LateWan wan;
    private final LateVoice voice;
    private final List<Pending> pending = new ArrayList<>();
    private final Guards guards = new Guards();
    private final Set<String> spread = new HashSet<>();

    /** A value that waits for the others. */
    private record Pending(Indexed path, NativeValue value, List<Row> rows, boolean placed) {}

    /**
     * @param observedAt null if it is not known when the report was made
     */
    LateTranslation(
            RowTable table,
            CanonicalValues report,
            References references,
            Evidence evidence,
            WlanConfigurations wlans,
            @Nullable Instant observedAt) {
        this.table = table;
        this.report = report;
        this.references = references;
        this.evidence = evidence;
        this.lan = new LateLan(table, report, references, evidence, wlans, observedAt);
        this.wan = new LateWan(table, report, references, evidence);
        this.voice = new LateVoice(report, evidence);
    }

    /**
     * @param placed whether the value has found a place already
     */
    void add(Indexed path, NativeValue value, List<Row> rows, boolean placed) {
        pending.add(new Pending(path, value, rows, placed));
    }

    void finish() {
        for (Pending each : pending) {
            boolean placed = each.placed();
            for (Row row : each.rows()) {
                if (row.how() instanceof Late how) {
                    placed |= place(row, how, each.path().numbers(), each.value());
                }
            }
            if (!placed) {
                report.raw(each.value(), each.rows().getFirst().nodes().source());
            }
        }
        lan.facts();
        wan.facts();
        if (!guards.isEmpty()) {
            report.withdraw(guards::withdraws, evidence);
        }
        wan.countRoutes();
    }

    private boolean place(Row row, Late how, long[] source, NativeValue value) {
        return switch (how) {
            case Late.Fallback fallback -> fallback(row, fallback, source, value);
            case Late.TimeZone _ -> timeZone(row, value);
            case Late.WpsStatus(Formula formula) -> lan.wpsStatus(row, formula, source, value);
            case Late.Lease lease -> lan.lease(row, lease, source, value);
            case Late.HostLayer1(Formula formula) -> lan.layer1(row, formula, source, value);
            case Late.StationAddress _ -> lan.stationAddress(row, source, value);
            case Late.Referred referred -> referred(row, referred, value);
            case Late.Joined(Formula formula, Join join) ->
                    emit(row, formula, source, value, t -> joined(join, source, t));
            case Late.Available(Formula formula) ->
                    emit(row, formula, source, value, this::available);
            case Late.OnPorts _ -> isFirst(row, value) && voice.onPorts(row, source, value);
            case Late.NameServerType type ->
                    isFirst(row, value) && nameServers(row, type, source, value);
            case Late.CodecOrder(Formula profile) -> voice.codecOrder(row, profile, source, value);
            case Late.OnDsl(Formula formula) -> {
                boolean any = false;
                for (long line : isFirst(row, value) ? evidence.dslLines() : Set.<Long>of()) {
                    any |= emit(row, formula, new long[] {line}, value, Optional::of);
                }
                yield any;
            }
            case Late.Guard(Late.Guard.Kind kind, Formula formula) ->
                    guard(row, kind, formula, source, value);
            case Late.BridgePort _, Late.Fact _ -> false;
        };
    }

    /** What goes to many rows does so once: a device may repeat itself. */
    private boolean isFirst(Row row, NativeValue value) {
        return spread.add(row.target().text() + " " + value.path());
    }

    private boolean emit(
            Row row,
            Formula formula,
            long[] source,
            NativeValue value,
            Function<String, Optional<String>> conversion) {
        long[] numbers = formula.forward(source);
        return numbers != null
                && report.emit(row, row.target().fill(numbers), value, conversion, Quality.DERIVED);
    }

    private boolean fallback(Row row, Late.Fallback how, long[] source, NativeValue value) {
        long[] numbers = how.formula().forward(source);
        boolean holds = how.access().isEmpty() || evidence.access(source[0]).equals(how.access());
        return numbers != null
                && holds
                && report.emit(
                        row,
                        row.target().fill(numbers),
                        value,
                        how.conversion().toCanonical(),
                        how.quality());
    }

    private boolean timeZone(Row row, NativeValue value) {
        String time = Evidence.IGD + "Time.";
        String name = evidence.text(time + "LocalTimeZoneName");
        String start = evidence.text(time + "DaylightSavingsStart");
        String end = evidence.text(time + "DaylightSavingsEnd");
        boolean summer =
                evidence.isTrue(time + "DaylightSavingsUsed") && start != null && end != null;
        Optional<String> zone =
                summer && start != null && end != null
                        ? PosixTimeZone.of(value.text(), start, end)
                        : PosixTimeZone.of(value.text());
        if ((name != null && !name.isBlank()) || zone.isEmpty()) {
            return false;
        }
        report.replace(row, row.target().text(), zone.get(), value.path());
        return true;
    }

    private boolean referred(Row row, Late.Referred how, NativeValue value) {
        String reference =
                how.via().isEmpty()
                        ? value.text()
                        : evidence.text(objectOf(value.path()) + how.via());
        Indexed connection =
                reference == null || reference.isBlank()
                        ? null
                        : Indexed.of(References.nativeObject(reference.strip()));
        Formula formula = connection == null ? null : how.rows().get(connection.template());
        return formula != null
                && connection != null
                && emit(
                        row,
                        formula,
                        connection.numbers(),
                        value,
                        how.via().isEmpty()
                                ? references::toCanonical
                                : how.conversion().toCanonical());
    }

    private Optional<String> joined(Join join, long[] source, String text) {
        if (text.isBlank() || text.equals(join.none())) {
            return Optional.of("");
        }
        List<String> found = new ArrayList<>();
        for (String item : join.list() ? Lexical.items(text) : List.of(text)) {
            String row = joinedRow(evidence, join, source, item);
            if (row == null) {
                return Optional.empty();
            }
            found.add(row);
        }
        return Optional.of(String.join(",", found));
    }

    /** The canonical row whose key is this; null if the report knows none. */
    static @Nullable String joinedRow(Evidence evidence, Join join, long[] source, String key) {
        Evidence.Entry entry = evidence.first(join.key().text(), key, source, join.shared());
        return entry == null ? null : join.reference(entry.numbers());
    }

    private Optional<String> available(String text) {
        if (text.isBlank()) {
            return Optional.of("");
        }
        Evidence.Entry entry =
                evidence.first(Evidence.INTERFACE_KEY, text.strip(), new long[] {}, 0);
        String reference =
                entry == null
                        ? null
                        : evidence.text(objectOf(entry.value().path()) + "InterfaceReference");
        return reference == null ? Optional.empty() : references.toCanonical(reference);
    }

    private boolean nameServers(
            Row row, Late.NameServerType how, long[] source, NativeValue value) {
        String servers = evidence.text(objectOf(value.path()) + "DNSServers");
        int count = servers == null ? 0 : Lexical.items(servers).size();
        boolean any = false;
        for (int i = 1; i <= count; i++) {
            long[] extended = java.util.Arrays.copyOf(source, source.length + 1);
            extended[source.length] = i;
            any |= emit(row, how.items(), extended, value, how.conversion().toCanonical());
        }
        return any;
    }

    private boolean guard(
            Row row, Late.Guard.Kind kind, Formula formula, long[] source, NativeValue value) {
        long[] numbers = formula.forward(source);
        if (numbers == null) {
            return false;
        }
        String text = value.text().strip();
        boolean told =
                text.equals("IP_Routed")
                        && emit(row, formula, source, value, _ -> Optional.of("Normal"));
        guards.add(kind, text, numbers);
        return told;
    }

    static String objectOf(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }
}
