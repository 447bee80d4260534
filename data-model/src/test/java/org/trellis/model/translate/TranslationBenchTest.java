package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Catalogue;

/** What {@code ./trellis bench translate} runs; a JSON line for each case. */
@Tag("bench-translate")
class TranslationBenchTest {

    private static final int PARAMETERS = 2_000;
    private static final int WRITES = 100;
    private static final int WARM = 2_000;
    private static final int ROUNDS = 500;

    @Test
    void loads_the_catalogues_translates_a_report_and_checks_a_set() {
        load();
        Tr098Translator translator =
                (Tr098Translator) Translators.shipped().of(DataModelRoot.TR_098);
        List<NativeValue> report = report(translator);
        List<ObservedValue> values = translator.toCanonical(report, _ -> true);
        assertThat(values).hasSizeGreaterThanOrEqualTo(PARAMETERS);
        measure("report-2000", () -> translator.toCanonical(report, _ -> true).size());

        Map<ParameterPath, String> writes = writes(translator, values);
        assertThat(writes).hasSize(WRITES);
        Catalogue canonical = Translators.shipped().all();
        measure(
                "set-100",
                () -> {
                    writes.forEach((path, text) -> {
                        canonical.check(path, text);
                        translator.toNativeHolders(PathExpression.of(path));
                    });
                    Translated<List<NativeValue>> made =
                            translator.toNativeWrites(writes, _ -> Optional.empty());
                    return made instanceof Translated.Ok<List<NativeValue>>(var natives)
                            ? natives.size()
                            : 0;
                });
    }

    /** Every row that stands for itself, in as many instances as it takes. */
    private static List<NativeValue> report(Tr098Translator translator) {
        List<NativeValue> report = new ArrayList<>();
        for (long instance = 1; report.size() < PARAMETERS; instance++) {
            for (Row row : translator.rows()) {
                boolean direct =
                        row.how() instanceof Row.Direct || row.how() instanceof Row.OnRadio;
                if (direct && report.size() < PARAMETERS) {
                    long[] numbers = new long[row.source().instances()];
                    Arrays.fill(numbers, instance);
                    report.add(
                            new NativeValue(row.source().fill(numbers), ParameterType.STRING, "1"));
                }
            }
        }
        return report;
    }

    /** What can be written as it was read, one by one. */
    private static Map<ParameterPath, String> writes(
            Tr098Translator translator, List<ObservedValue> values) {
        Map<ParameterPath, String> writes = new LinkedHashMap<>();
        for (ObservedValue value : values) {
            Map<ParameterPath, String> one = Map.of(value.path(), value.text());
            boolean possible =
                    translator.toNativeWrites(one, _ -> Optional.empty())
                            instanceof Translated.Ok<List<NativeValue>>;
            if (possible && writes.size() < WRITES) {
                writes.put(value.path(), value.text());
            }
        }
        return writes;
    }

    /** The first use in a process: nothing is compiled yet. */
    private static void load() {
        long before = heap();
        long start = System.nanoTime();
        int nodes = Catalogue.standard().nodes().size();
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"translate\",\"case\":\"catalogues\",\"nodes\":%d,\"ms\":%.1f,\"heapMiB\":%.1f}%n",
                nodes,
                millis,
                (heap() - before) / 1048576.0);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private interface Case {
        int run();
    }

    private static void measure(String name, Case what) {
        long done = 0;
        for (int i = 0; i < WARM; i++) {
            done += what.run();
        }
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            done += what.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        assertThat(done).isPositive();
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"translate\",\"case\":\"%s\",\"p50ms\":%.3f,\"p99ms\":%.3f}%n",
                name,
                nanos[ROUNDS / 2] / 1e6,
                nanos[ROUNDS * 99 / 100] / 1e6);
    }
}
