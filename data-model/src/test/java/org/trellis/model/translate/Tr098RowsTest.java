package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Interval;
import org.trellis.model.catalogue.ValueLimits;
import org.trellis.model.catalogue.ValueSyntax;

/** What must hold for every row of the mapping table. */
class Tr098RowsTest {

    private static final String LAN =
            "InternetGatewayDevice.LANDevice.{i}.LANHostConfigManagement.";
    private static final String WAN =
            "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.";
    private static final String LINE =
            "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.VoiceProcessing.";
    private static final String PORT =
            "Device.Services.VoiceService.{i}.POTS.FXS.{i}.VoiceProcessing.";
    private static final int VALUES_PER_ROW = 20;

    /**
     * Rows where a native value is not the only one that says the same, so that a write may choose
     * another one.
     */
    private static final Set<String> LOSSY = Set.of("enum", "bool3", "pvc", "pad", "text<->hex");

    /** Rows whose TR-181 instance follows from a list item, a choice or a reference. */
    private static final List<String> NEED_MORE_THAN_NUMBERS =
            List.of(
                    LAN + "UseAllocatedWAN -> Device.DHCPv4.Client.{i}.PassthroughEnable",
                    WAN
                            + "WANIPConnection.{i}.DNSOverrideAllowed -> Device.DNS.Client.Server.{i}.Type",
                    WAN
                            + "WANPPPConnection.{i}.DNSOverrideAllowed -> Device.DNS.Client.Server.{i}.Type",
                    LINE + "TransmitGain -> " + PORT + "TransmitGain",
                    LINE + "ReceiveGain -> " + PORT + "ReceiveGain",
                    LINE + "EchoCancellationEnable -> " + PORT + "EchoCancellationEnable",
                    LINE + "EchoCancellationInUse -> " + PORT + "EchoCancellationInUse",
                    LINE + "EchoCancellationTail -> " + PORT + "EchoCancellationTail");

    private final Tr098Translator translator =
            (Tr098Translator) Translators.of(DataModelRoot.TR_098);

    @Test
    void every_path_exists_in_the_catalogues() {
        assertThat(translator.rows()).hasSize(1_814);
        Catalogue tr098 = Catalogue.of(DataModelRoot.TR_098);
        Catalogue tr181 = Catalogue.canonical();
        List<String> missing = new ArrayList<>();
        for (Row row : translator.rows()) {
            String source = row.source().text();
            if (!source.isEmpty() && tr098.node(source).isEmpty()) {
                missing.add(source);
            }
            if (tr181.node(row.target().text()).isEmpty()) {
                missing.add(row.target().text());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_copy_and_every_enumeration_is_translated_or_named_here() {
        List<String> untranslated = new ArrayList<>();
        for (Row row : translator.rows()) {
            boolean simple = row.transform().equals("copy") || row.transform().startsWith("enum:");
            if (simple && row.how() instanceof Row.Unsupported) {
                untranslated.add(row.source().text() + " -> " + row.target().text());
            }
        }
        assertThat(untranslated).containsExactlyInAnyOrderElementsOf(NEED_MORE_THAN_NUMBERS);
    }

    @Test
    void native_to_canonical_to_native_is_the_identity() {
        Random random = new Random(20261124);
        Map<String, String> broken = new TreeMap<>();
        int checked = 0;
        for (Row row : translator.rows()) {
            boolean applies = row.writable() && row.how() instanceof Row.Direct;
            ValueSyntax syntax = syntaxOf(row.nodes().source());
            if (!applies || syntax == null) {
                continue;
            }
            for (int i = 0; i < VALUES_PER_ROW; i++) {
                String problem = roundTrip(row, syntax, random);
                if (problem != null) {
                    broken.put(row.source().text() + " " + row.target().text(), problem);
                }
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(600);
        assertThat(broken).isEmpty();
    }

    private @Nullable String roundTrip(Row row, ValueSyntax syntax, Random random) {
        Row.Direct direct = (Row.Direct) row.how();
        long[] source = new long[row.source().instances()];
        for (int i = 0; i < source.length; i++) {
            source[i] = 1 + random.nextInt(9);
        }
        if (direct.formula().forward(source) == null) {
            // a row that only the first instance has
            Arrays.fill(source, 1);
        }
        String path = row.source().fill(source);
        String text = value(stricter(row, syntax), random, 0);
        List<ObservedValue> observed =
                translator.toCanonical(
                        List.of(new NativeValue(path, syntax.type(), text)), _ -> true);
        String target = row.target().fill(Objects.requireNonNull(direct.formula().forward(source)));
        Optional<ObservedValue> canonical =
                observed.stream().filter(v -> v.path().text().equals(target)).findFirst();
        if (canonical.isEmpty()) {
            return "\"" + text + "\" is not among the canonical values of " + path;
        }
        Translated<List<NativeValue>> back =
                translator.toNativeWrites(
                        Map.of(canonical.get().path(), canonical.get().text()),
                        p -> p.equals(path) ? Optional.of(text) : Optional.empty());
        if (!(back instanceof Translated.Ok<List<NativeValue>>(List<NativeValue> writes))) {
            return "refused: " + back;
        }
        if (writes.size() != 1 || !writes.getFirst().path().equals(path)) {
            return "written to " + writes;
        }
        String written = writes.getFirst().text();
        if (written.equals(syntax.canonical(text).orElse(text))) {
            return null;
        }
        // another native value that means the same
        boolean lossy = LOSSY.contains(row.transform().replaceAll("[:+].*", ""));
        boolean same =
                translator
                        .toCanonical(
                                List.of(new NativeValue(path, syntax.type(), written)), _ -> true)
                        .stream()
                        .anyMatch(v ->
                                v.path().text().equals(target)
                                        && v.text().equals(canonical.get().text()));
        return lossy && same ? null : "\"" + text + "\" came back as \"" + written + "\"";
    }

    private static @Nullable ValueSyntax syntaxOf(@Nullable CatalogueNode node) {
        return node == null ? null : node.syntax();
    }

    /** TR-098 calls some texts strings that TR-181 gives a type. */
    private static ValueSyntax stricter(Row row, ValueSyntax source) {
        boolean typed = Set.of("psk", "list-of-number", "hexstring").contains(row.transform());
        ValueSyntax target = syntaxOf(row.nodes().target());
        return typed && target != null ? target : source;
    }

    /** A value that the model allows. */
    private static String value(ValueSyntax syntax, Random random, int depth) {
        if (syntax.list() && depth == 0) {
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                items.add(value(syntax, random, 1));
            }
            return String.join(",", items);
        }
        if (!syntax.enumeration().isEmpty()) {
            return syntax.enumeration().get(random.nextInt(syntax.enumeration().size()));
        }
        if (syntax.namedType().equals("MACAddress")) {
            return HexFormat.ofDelimiter(":").formatHex(bytes(random, 6));
        }
        ValueLimits limits = syntax.limits();
        return switch (syntax.type()) {
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case INT, LONG -> Long.toString(number(limits, -50, 50, random));
            case UNSIGNED_INT, UNSIGNED_LONG -> Long.toString(number(limits, 0, 5_000, random));
            case DECIMAL -> random.nextInt(100) + ".5";
            case DATE_TIME -> "2026-11-" + (10 + random.nextInt(20)) + "T10:00:00Z";
            case BASE64 -> Base64.getEncoder().encodeToString(bytes(random, 6));
            case HEX_BINARY -> HexFormat.of().withUpperCase().formatHex(bytes(random, 4));
            case STRING -> text(limits, random);
        };
    }

    private static long number(ValueLimits limits, long low, long high, Random random) {
        if (limits.ranges().isEmpty()) {
            return random.nextLong(low, high);
        }
        Interval range = limits.ranges().getFirst();
        long from = range.min() == Long.MIN_VALUE ? low : range.min();
        long to = range.max() == Long.MAX_VALUE ? from + 1_000 : range.max();
        long value = random.nextLong(from, to + 1);
        return value - Math.floorMod(value, range.step());
    }

    private static String text(ValueLimits limits, Random random) {
        long longest = limits.sizes().stream().mapToLong(Interval::max).max().orElse(32);
        StringBuilder text = new StringBuilder();
        for (int i = (int) Math.min(longest, 1 + random.nextInt(12)); i > 0; i--) {
            text.append((char) ('g' + random.nextInt(20)));
        }
        return text.toString();
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void every_translated_row_is_found_by_a_read_of_its_canonical_path() {
        Set<String> lost = new TreeSet<>();
        for (Row row : translator.rows()) {
            if (row.how() instanceof Row.Direct direct) {
                long[] source = new long[row.source().instances()];
                Arrays.fill(source, 1);
                long[] numbers = direct.formula().forward(source);
                if (numbers == null) {
                    fail("no target of " + row.source().text());
                }
                String canonical = row.target().fill(Objects.requireNonNull(numbers));
                Translated<List<PathExpression>> read =
                        translator.toNativeReads(PathExpression.of(canonical));
                PathExpression own = PathExpression.of(row.source().fill(source));
                if (!(read
                                instanceof
                                Translated.Ok<List<PathExpression>>(List<PathExpression> plan))
                        || !plan.contains(own)) {
                    lost.add(canonical + " -> " + read);
                }
                List<ParameterPath> back = translator.toCanonicalPaths(own.text());
                if (!back.contains(ParameterPath.of(canonical))) {
                    lost.add(own + " -> " + back);
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void numberings_are_inverses_and_do_not_meet() {
        List<String> names =
                List.of(
                        "ip.lan",
                        "conn.ip",
                        "conn.ppp",
                        "link",
                        "eth.wan",
                        "pool.main",
                        "pool.cond");
        Random random = new Random(7);
        for (String name :
                List.of(
                        "idem",
                        "wlan",
                        "eth.lan",
                        "ip.lan",
                        "host",
                        "line",
                        "eth.wan",
                        "link.lan",
                        "l2bridge",
                        "pool.main",
                        "pool.cond",
                        "tone",
                        "codec",
                        "conn.ip",
                        "conn.ppp",
                        "link",
                        "pm.ip",
                        "pm.ppp")) {
            Formula formula = Objects.requireNonNull(Formula.parse(name));
            for (int i = 0; i < 200; i++) {
                long[] source = random.longs(formula.sources(), 1, 10).toArray();
                long[] target = Objects.requireNonNull(formula.forward(source));
                assertThat(formula.inverse(target)).as(name).isEqualTo(source);
                for (String other : names) {
                    boolean shares =
                            names.contains(name)
                                    && !name.equals(other)
                                    && name.startsWith("pool") == other.startsWith("pool")
                                    && name.equals("eth.wan") == other.equals("eth.wan");
                    if (shares) {
                        assertThat(Objects.requireNonNull(Formula.parse(other)).inverse(target))
                                .as(name + " and " + other)
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void keeps_types_of_the_device_model_on_writes() {
        Translated<List<NativeValue>> writes =
                translator.toNativeWrites(
                        Map.of(
                                ParameterPath.of("Device.ManagementServer.PeriodicInformInterval"),
                                "300"),
                        _ -> Optional.empty());
        assertThat(writes)
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        new NativeValue(
                                                "InternetGatewayDevice.ManagementServer.PeriodicInformInterval",
                                                ParameterType.UNSIGNED_INT,
                                                "300"))));
    }
}
