package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Catalogue;

/** Processor time, not wall-clock time: the machine may be busy with something else. */
class TranslationSpeedTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PARAMETERS = 2_000;
    private static final int ROUNDS = 300;

    @Test
    void translates_a_large_report_within_milliseconds() {
        Tr098Translator translator = (Tr098Translator) Translators.of(DataModelRoot.TR_098);
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
        Duration best = Duration.ofDays(1);
        int values = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            values = translator.toCanonical(report, _ -> true).size();
            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        assertThat(values).isGreaterThanOrEqualTo(PARAMETERS);
        assertThat(best).isLessThan(Duration.ofMillis(15));
    }

    @Test
    void reads_the_largest_catalogue_within_a_fraction_of_a_second() throws IOException {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            try (InputStream in = Catalogue.class.getResourceAsStream("tr-181-2.19.dmc.gz")) {
                Catalogue.read(Objects.requireNonNull(in), "");
            }
            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        assertThat(best).isLessThan(Duration.ofMillis(300));
    }
}
