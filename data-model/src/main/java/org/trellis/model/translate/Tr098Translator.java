package org.trellis.model.translate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.RowTable.ObjectPair;
import org.trellis.model.translate.command.CommandPlanner;

/**
 * A device that speaks TR-098, by the shipped mapping table and what profiles add to it. Paths that
 * start with {@code InternetGatewayDevice.} are taken as they are, so that what has no counterpart
 * stays in reach.
 */
public final class Tr098Translator implements ModelTranslator {

    private static final String PORT_MAPPINGS = "Device.NAT.PortMapping.";

    private final RowTable table;
    private final Catalogue nativeCatalogue;
    private final Catalogue canonical;
    private final RowCounts counts;
    private final CommandPlanner commands;
    private final ObjectMapping objects;
    private final References references;
    private final ReadPlan reads;

    /**
     * Of what all devices have in common.
     *
     * @param tr181 by the same canonical model, of which it knows already what both need
     */
    Tr098Translator(
            Catalogue nativeCatalogue, Catalogue canonicalCatalogue, ModelTranslator tr181) {
        this(
                new RowTable(
                        RowReader.standard(nativeCatalogue, canonicalCatalogue),
                        nativeCatalogue,
                        WlanHabits.STANDARD),
                nativeCatalogue,
                canonicalCatalogue,
                tr181);
    }

    private Tr098Translator(
            RowTable table,
            Catalogue nativeCatalogue,
            Catalogue canonicalCatalogue,
            ModelTranslator alike) {
        this.table = table;
        this.nativeCatalogue = nativeCatalogue;
        this.canonical = canonicalCatalogue;
        this.objects = new ObjectMapping(table);
        this.references = new References(table, objects);
        this.reads = new ReadPlan(table, nativeCatalogue);
        this.counts = alike.rowCounts();
        this.commands = alike.commands().by(this);
    }

    /**
     * For devices of which profiles say more.
     *
     * @throws ProfileException if what they say does not fit the models
     */
    Tr098Translator with(Adaptation adaptation) throws ProfileException {
        ProfileRows profiled = new ProfileRows(table, nativeCatalogue, canonical);
        List<Row> rules = profiled.rules(adaptation);
        Catalogue extended = nativeCatalogue.plus(ProfileRows.nodes(rules));
        return new Tr098Translator(
                new RowTable(profiled.all(rules), extended, adaptation.wlan()),
                extended,
                canonical,
                this);
    }

    /** Whether {@link #with} would do, at a fraction of its cost. */
    void check(Adaptation adaptation) throws ProfileException {
        new ProfileRows(table, nativeCatalogue, canonical).rules(adaptation);
    }

    /** The mapping table, for those that check or document it. */
    List<Row> rows() {
        return table.rows();
    }

    @Override
    public DataModelRoot root() {
        return DataModelRoot.TR_098;
    }

    @Override
    public Translated<List<PathExpression>> toNativeReads(PathExpression canonical) {
        String text = canonical.text();
        PathExpression wanted = Expressions.withoutSearches(canonical);
        if (isNative(text)) {
            return new Translated.Ok<>(List.of(wanted));
        }
        if (text.endsWith("()") || text.endsWith("!")) {
            return refused(text, ErrorCode.INVALID_PATH, "commands and events have no value");
        }
        if (text.equals(DataModelRoot.TR_181.prefix())) {
            return new Translated.Ok<>(List.of(PathExpression.of(DataModelRoot.TR_098.prefix())));
        }
        List<PathExpression> plan = reads.plan(wanted);
        if (!plan.isEmpty()) {
            return new Translated.Ok<>(plan);
        }
        String vendor = objects.nativeVendor(wanted.text());
        return vendor == null
                ? refused(text, ErrorCode.NOT_SUPPORTED, reason(wanted))
                : new Translated.Ok<>(List.of(PathExpression.of(vendor)));
    }

    @Override
    public Translated<List<PathExpression>> toNativeHolders(PathExpression canonical) {
        List<PathExpression> holders =
                canonical.isPartial() || isNative(canonical.text())
                        ? List.of()
                        : reads.holders(Expressions.withoutSearches(canonical));
        return holders.isEmpty() ? toNativeReads(canonical) : new Translated.Ok<>(holders);
    }

    private String reason(PathExpression wanted) {
        for (Row row : table.byTarget(wanted.template())) {
            if (row.how() instanceof Row.Refused(String reason)) {
                return reason;
            }
        }
        return "has no counterpart in TR-098";
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        return new WritePlan(table, objects, references, nativeCatalogue, current).plan(canonical);
    }

    @Override
    public RowCounts rowCounts() {
        return counts;
    }

    @Override
    public CommandPlanner commands() {
        return commands;
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable) {
        return translate(report, writable, null);
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable, Instant observedAt) {
        return translate(report, writable, observedAt);
    }

    private List<ObservedValue> translate(
            List<NativeValue> report,
            Function<String, Boolean> writable,
            @Nullable Instant observedAt) {
        return new ReportTranslation(
                        table, objects, references, writable, report.size(), observedAt)
                .translate(report);
    }

    @Override
    public Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values) {
        String text = canonicalTable.text();
        if (isNative(text)) {
            return new Translated.Ok<>(canonicalTable);
        }
        if (text.equals(PORT_MAPPINGS)) {
            return portMappings(values);
        }
        List<ObjectPair> candidates =
                table.objectsByTarget(canonicalTable.template() + "{i}.").stream()
                        .filter(pair -> table.isRow(pair) && openRow(pair, text) != null)
                        .toList();
        if (candidates.stream().filter(table::isCreatable).count() > 1) {
            return refused(
                    text,
                    ErrorCode.NOT_CREATABLE,
                    "TR-098 keeps these rows in several tables, and which one is not told");
        }
        for (ObjectPair pair : candidates) {
            Optional<String> parent = tableOf(pair, text);
            if (parent.isPresent()) {
                return new Translated.Ok<>(ParameterPath.of(parent.get()));
            }
        }
        return refused(
                text, ErrorCode.NOT_CREATABLE, "rows of this table cannot be created on TR-098");
    }

    /**
     * The new row's number is open, and so are those of its source; a LANDevice that is left open
     * is the first one. A WAN connection is never guessed.
     */
    private static Optional<String> tableOf(ObjectPair pair, String canonicalTable) {
        long[] source = openRow(pair, canonicalTable);
        if (source == null || source.length == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < source.length - 1; i++) {
            if (source[i] == Formula.ANY) {
                boolean lan =
                        pair.source().text().startsWith("InternetGatewayDevice.LANDevice.{i}.");
                if (!lan || i > 0) {
                    return Optional.empty();
                }
                source[i] = 1;
            }
        }
        String row = pair.source().fill(source);
        return row.endsWith(".*.")
                ? Optional.of(row.substring(0, row.length() - 2))
                : Optional.empty();
    }

    /** The source numbers of a row that does not exist yet; null if the table has no source. */
    private static long @Nullable [] openRow(ObjectPair pair, String canonicalTable) {
        List<String> row = new ArrayList<>(List.of(canonicalTable.split("\\.")));
        row.add("*");
        long[] numbers = pair.target().match(row, false);
        return numbers == null ? null : pair.formula().inverse(numbers);
    }

    /** TR-098 keeps port mappings below the WAN connection that {@code Interface} names. */
    private Translated<ParameterPath> portMappings(Map<String, String> values) {
        String wanted = values.getOrDefault("Interface", "");
        if (wanted.isEmpty()) {
            return refused(
                    PORT_MAPPINGS,
                    ErrorCode.NOT_CREATABLE,
                    "Interface is needed: TR-098 keeps port mappings below a WAN connection");
        }
        String connection = objects.nativeObject(wanted.endsWith(".") ? wanted : wanted + ".");
        boolean known = connection != null && connection.contains(".WANConnectionDevice.");
        return connection != null && known
                ? new Translated.Ok<>(ParameterPath.of(connection + "PortMapping."))
                : refused(
                        PORT_MAPPINGS + "Interface",
                        ErrorCode.INVALID_VALUE,
                        "not a WAN connection of this device");
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        String text = canonicalRow.text();
        if (isNative(text)) {
            return new Translated.Ok<>(canonicalRow);
        }
        if (!canonicalRow.isObject()) {
            return refused(text, ErrorCode.INVALID_PATH, "not an object");
        }
        Indexed target = Indexed.of(text);
        List<ObjectPair> pairs =
                target == null ? List.of() : table.objectsByTarget(target.template());
        for (ObjectPair pair : pairs) {
            long[] source = target == null ? null : pair.formula().inverse(target.numbers());
            if (source != null) {
                return table.isRow(pair)
                        ? new Translated.Ok<>(ParameterPath.of(pair.source().fill(source)))
                        : refused(text, ErrorCode.NOT_SUPPORTED, partOf(pair));
            }
        }
        return refused(text, ErrorCode.NOT_SUPPORTED, "has no row of its own in TR-098");
    }

    private String partOf(ObjectPair pair) {
        ObjectPair principal = table.objectsBySource(pair.source().text()).getFirst();
        return "is the same row as one of "
                + principal.target().text()
                + " on TR-098; delete that one";
    }

    @Override
    public Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject) {
        if (!nativeObject.isObject()) {
            return Optional.empty();
        }
        return objects.canonical(nativeObject.text()).stream().findFirst().map(ParameterPath::of);
    }

    @Override
    public List<ParameterPath> toCanonicalPaths(String nativePath) {
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

    private static boolean isNative(String path) {
        return path.startsWith(DataModelRoot.TR_098.prefix());
    }

    private static <T> Translated<T> refused(String path, ErrorCode code, String message) {
        return new Translated.Refused<>(List.of(PathError.of(path, code, message)));
    }
}
