package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.trellis.model.translate.Tr098Probe.IGD;
import static org.trellis.model.translate.Tr098Probe.TRANSLATOR;
import static org.trellis.model.translate.Tr098Probe.byPath;
import static org.trellis.model.translate.Tr098Probe.errors;
import static org.trellis.model.translate.Tr098Probe.texts;
import static org.trellis.model.translate.Tr098Probe.writes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;

/** TR-098 names policers, queues and applications by their instance numbers, TR-181 by paths. */
class QosReferencesTest {

    private static final String NATIVE = IGD + "QueueManagement.";

    @ParameterizedTest
    @CsvSource({
        "Classification.2.ClassPolicer, Classification.2.Policer, Policer, -1",
        "Classification.2.ClassApp, Classification.2.App, App, -1",
        "App.3.AppDefaultPolicer, App.3.DefaultPolicer, Policer, -1",
        "Flow.4.FlowPolicer, Flow.4.Policer, Policer, -1",
        "Flow.4.AppIdentifier, Flow.4.App, App, -1",
        "QueueStats.5.Queue, QueueStats.5.Queue, Queue, 4294967295",
        "DefaultPolicer, DefaultPolicer, Policer, -1",
        "DefaultQueue, DefaultQueue, Queue, 4294967295"
    })
    void an_instance_number_is_a_reference_both_ways(
            String source, String target, String table, String none) {
        String path = "Device.QoS." + target;
        String row = "Device.QoS." + table + ".7";
        assertThat(texts(byPath(NATIVE + source + "=7"))).contains(entry(path, row));
        assertThat(texts(byPath(NATIVE + source + "=" + none))).contains(entry(path, ""));
        assertThat(written(path, row)).containsExactly(NATIVE + source + "=7");
        assertThat(written(path, "")).containsExactly(NATIVE + source + "=" + none);
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(path),
                                                "Device.QoS.Classification.7"),
                                        _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_VALUE);
    }

    @Test
    void statistics_that_name_no_queue_yet_refer_to_none() {
        String queue = NATIVE + "QueueStats.1.Queue";
        assertThat(texts(byPath(queue + "=0")))
                .contains(entry("Device.QoS.QueueStats.1.Queue", ""));
        assertThat(
                        writes(
                                Map.of(ParameterPath.of("Device.QoS.QueueStats.1.Queue"), ""),
                                Map.of(queue, "0")))
                .containsExactly(queue + "=0");
    }

    private static List<String> written(String path, String text) {
        return writes(Map.of(ParameterPath.of(path), text), Map.of());
    }
}
