package org.trellis.simulator.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ./trellis bench [name ...]}: prints a JSON line for each result and a table at the end.
 * Run from the project's root after a build.
 */
public final class Bench {

    private static final int OFFSET = 20_000;
    private static final int DEVICES = 10_000;
    private static final int WARM_SETS = 100;
    private static final Duration MEASURE = Duration.ofSeconds(60);
    private static final List<String> NAMES =
            List.of(
                    "cwmp-inform",
                    "cwmp-inform-digest",
                    "cwmp-read100",
                    "api-set",
                    "usp-get",
                    "idle");

    private final List<Result> results = new ArrayList<>();

    private Bench() {}

    /** Runs the named benches, or all of them. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> wanted = arguments.length == 0 ? NAMES : List.of(arguments);
        for (String name : wanted) {
            if (!NAMES.contains(name)) {
                System.err.println("no such bench: " + name + "; there are " + NAMES);
                System.exit(2);
            }
        }
        Bench bench = new Bench();
        for (String name : wanted) {
            switch (name) {
                case "cwmp-inform" -> bench.cwmpInform(false);
                case "cwmp-inform-digest" -> bench.cwmpInform(true);
                case "cwmp-read100" -> bench.cwmpRead100();
                case "api-set" -> bench.apiSet();
                case "usp-get" -> bench.uspGet();
                default -> bench.idle();
            }
        }
        System.out.println();
        bench.results.forEach(result -> System.out.println(result.row()));
    }

    private void cwmpInform(boolean digest) throws IOException, InterruptedException {
        try (ControllerProcess controller =
                ControllerProcess.start(OFFSET, CwmpBench.environment(digest))) {
            CwmpBench load = new CwmpBench(controller, digest, DEVICES);
            tell("enrolled with " + load.enroll() + " failures");
            Load.warm(load::bare);
            ControllerProcess.Cpu before = controller.cpu();
            Load.Outcome outcome = load.bare(MEASURE);
            record(controller, digest ? "cwmp-inform-digest" : "cwmp-inform", outcome, before);
        }
    }

    private void cwmpRead100() throws IOException, InterruptedException {
        try (ControllerProcess controller =
                ControllerProcess.start(OFFSET, CwmpBench.environment(false))) {
            CwmpBench load = new CwmpBench(controller, false, 500);
            tell("enrolled with " + load.enroll() + " failures");
            Load.warm(load::read100);
            ControllerProcess.Cpu before = controller.cpu();
            Load.Outcome outcome = load.read100(MEASURE);
            record(controller, "cwmp-read100", outcome, before);
        }
    }

    private void apiSet() throws IOException, InterruptedException {
        try (ControllerProcess controller = ControllerProcess.start(OFFSET, Map.of());
                ApiBench bench = new ApiBench(controller)) {
            bench.start();
            Load.warm(bench::sets);
            bench.setOnCpe(WARM_SETS);
            bench.setOnMqtt(WARM_SETS);
            bench.setOnWebSocket(WARM_SETS);
            ControllerProcess.Cpu before = controller.cpu();
            record(controller, "api-set-cwmp", bench.setOnCpe(200), before);
            before = controller.cpu();
            record(controller, "api-set-usp-mqtt", bench.setOnMqtt(200), before);
            before = controller.cpu();
            record(controller, "api-set-usp-websocket", bench.setOnWebSocket(200), before);
        }
    }

    private void uspGet() throws IOException, InterruptedException {
        try (ControllerProcess controller = ControllerProcess.start(OFFSET, Map.of());
                ApiBench bench = new ApiBench(controller)) {
            bench.start();
            Load.warm(bench::uspGet);
            ControllerProcess.Cpu before = controller.cpu();
            record(controller, "usp-get", bench.uspGet(MEASURE), before);
        }
    }

    /** What 10,000 known devices cost when nothing happens; the unit is a second. */
    private void idle() throws IOException, InterruptedException {
        try (ControllerProcess controller =
                ControllerProcess.start(OFFSET, CwmpBench.environment(false))) {
            CwmpBench load = new CwmpBench(controller, false, DEVICES);
            tell("enrolled with " + load.enroll() + " failures");
            Thread.sleep(Duration.ofSeconds(20));
            ControllerProcess.Cpu before = controller.cpu();
            Thread.sleep(MEASURE);
            Load.Outcome nothing =
                    new Load.Outcome(
                            MEASURE.toSeconds(),
                            MEASURE.toSeconds(),
                            new org.HdrHistogram.Histogram(3),
                            0,
                            "");
            record(controller, "idle-10000-devices", nothing, before);
        }
    }

    private void record(
            ControllerProcess controller,
            String name,
            ApiBench.SetOutcome outcome,
            ControllerProcess.Cpu before)
            throws IOException, InterruptedException {
        record(controller, name, outcome.answer(), before);
        tell(
                name
                        + ": value applied after p50 "
                        + outcome.applied().getValueAtPercentile(50) / 1000.0
                        + " ms, p99 "
                        + outcome.applied().getValueAtPercentile(99) / 1000.0
                        + " ms");
    }

    private void record(
            ControllerProcess controller,
            String name,
            Load.Outcome outcome,
            ControllerProcess.Cpu before)
            throws IOException, InterruptedException {
        ControllerProcess.Cpu used = controller.cpu().since(before);
        Result result =
                new Result(
                        name,
                        outcome.units(),
                        outcome.seconds(),
                        outcome.latency(),
                        used,
                        controller.controllerRss(),
                        controller.storeRss(),
                        controller.heapMiB(),
                        outcome.errors(),
                        controller.rows());
        results.add(result);
        System.out.println(result.json());
        if (outcome.errors() > 0) {
            tell(name + ": first error: " + outcome.firstError());
        }
    }

    private static void tell(String text) {
        System.err.println(text);
    }
}
