package org.trellis.model.translate;

import java.time.Instant;
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
import org.trellis.model.translate.command.CommandPlanner;

/**
 * A device that speaks TR-098, by the shipped mapping table and what profiles add to it. Paths that
 * start with {@code InternetGatewayDevice.} are taken as they are, so that what has no counterpart
 * stays in reach.
 */
public final class Tr098Translator implements ModelTranslator {

    private final RowTable table;
    private final Catalogue nativeCatalogue;
    private final Catalogue canonical;
    private final RowCounts counts;
    private final CommandPlanner commands;
    private final ObjectMapping objects;
    private final References references;
    private final ReadPlan reads;
    private final NativeRows nativeRows;
    private final CanonicalPaths canonicalPaths;

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
        this.nativeRows = new NativeRows(table, objects);
        this.canonicalPaths = new CanonicalPaths(table, objects);
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
        return isNative(canonicalTable.text())
                ? new Translated.Ok<>(canonicalTable)
                : nativeRows.table(canonicalTable, values);
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        return isNative(canonicalRow.text())
                ? new Translated.Ok<>(canonicalRow)
                : nativeRows.row(canonicalRow);
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
        return canonicalPaths.of(nativePath);
    }

    private static boolean isNative(String path) {
        return path.startsWith(DataModelRoot.TR_098.prefix());
    }

    private static <T> Translated<T> refused(String path, ErrorCode code, String message) {
        return new Translated.Refused<>(List.of(PathError.of(path, code, message)));
    }
}
