package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.controller.config.OperatorTasks.Task;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt5Link;

/**
 * The same tasks by the same calls on a TR-098 gateway, a TR-181 gateway and a USP gateway: the
 * same answer, or a reason. The table of what came of them is a page of the documentation, which
 * this writes with {@code -Dtrellis.docs=write}.
 */
class OperatorTasksIT {

    private static final Path PAGE = Path.of("..", "docs", "operator-tasks.md");
    private static final String CONTROLLER = "self::trellis";

    private static final Teardown everything = new Teardown();
    private static final List<Gateway> gateways = new ArrayList<>();
    private static FileShelf files;

    @BeforeAll
    static void start_the_controller_and_three_gateways() throws Exception {
        RunningNode node = everything.add(RunningNode.start(Map.of()));
        files = everything.add(new FileShelf());
        files.put("/image", "a firmware");
        ApiCaller api = node.api();
        Optional<WireClient.Login> login =
                Optional.of(new WireClient.Login("trellis", node.enrollmentKey()));
        Cpe tr098 = everything.add(SimulatedDevices.tr098Gateway("T098", node.acs(), login));
        Cpe tr181 = everything.add(SimulatedDevices.tr181Gateway("T181", node.acs(), login));
        Agent usp =
                everything.add(
                        SimulatedDevices.uspGateway(
                                "TUSP",
                                CONTROLLER,
                                new Mqtt5Link(
                                        node.broker(),
                                        "trellis",
                                        node.enrollmentKey(),
                                        SimulatedDevices.endpointId("TUSP"),
                                        "usp/v1/controller/" + CONTROLLER)));
        tr098.start(true);
        tr181.start(true);
        usp.start();
        gateways.add(new Gateway("TR-098 (CWMP)", "0014A5-HG98-T098", api, tr098.state()));
        gateways.add(new Gateway("TR-181 (CWMP)", "0014A5-HG181-T181", api, tr181.state()));
        gateways.add(new Gateway("TR-181 (USP)", "0014A5-HGU-TUSP", api, usp.state()));
        for (Gateway gateway : gateways) {
            api.awaitDevice(gateway.id());
            assertThat(gateway.command(Map.of("type", "discover", "path", "Device.")))
                    .as(gateway.label())
                    .isInstanceOf(Gateway.Answer.Done.class);
        }
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    @Test
    void every_task_comes_to_the_same_on_each_gateway_or_is_refused_with_a_reason()
            throws Exception {
        Map<Task, List<String>> results = new LinkedHashMap<>();
        for (Task task : new OperatorTasks(files).all()) {
            List<String> ofTask = new ArrayList<>();
            for (Gateway gateway : gateways) {
                ofTask.add(task.steps().on(gateway));
            }
            results.put(task, ofTask);
        }
        String page = OperatorTasksPage.of(gateways.stream().map(Gateway::label).toList(), results);
        if ("write".equals(System.getProperty("trellis.docs"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(results).hasSizeGreaterThanOrEqualTo(25);
        results.forEach((task, texts) -> {
            assertThat(texts).as(task.name()).doesNotContain("", "there is none");
            assertThat(texts.stream().filter(t -> !t.startsWith(OperatorTasks.REFUSED)).distinct())
                    .as(task.name())
                    .hasSizeLessThanOrEqualTo(1);
        });
        assertThat(Files.readString(PAGE))
                .as("docs/operator-tasks.md; write it anew with -Dtrellis.docs=write")
                .isEqualTo(page);
    }
}
