package org.trellis.simulator.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a bench found.
 *
 * @param latency in microseconds
 */
record Result(
        String name,
        long units,
        double seconds,
        Histogram latency,
        ControllerProcess.Cpu cpu,
        long controllerRss,
        long storeRss,
        long heap,
        long errors,
        Map<String, Long> rows) {

    double rate() {
        return units / seconds;
    }

    private double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }

    /** One line; the broker is embedded, so that its share is in the controller's. */
    String json() {
        StringBuilder rowText = new StringBuilder();
        new TreeMap<>(rows)
                .forEach((table, count) ->
                        rowText.append(rowText.isEmpty() ? "" : ",")
                                .append('"')
                                .append(table)
                                .append("\":")
                                .append(count));
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"units\":%d,\"seconds\":%.1f,\"rate\":%.1f,\"p50ms\":%.2f,"
                        + "\"p99ms\":%.2f,\"controllerCpuMs\":%.3f,\"storeCpuMs\":%.3f,"
                        + "\"broker\":\"in controller\",\"controllerRssMiB\":%d,\"storeRssMiB\":%d,"
                        + "\"heapMiB\":%d,\"errors\":%d,\"rows\":{%s}}",
                name,
                units,
                seconds,
                rate(),
                millis(50),
                millis(99),
                cpu.controller() / (double) Math.max(1, units),
                cpu.store() / (double) Math.max(1, units),
                controllerRss,
                storeRss,
                heap,
                errors,
                rowText);
    }

    /** A row of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%-24s %9.1f/s  p50 %8.2f ms  p99 %8.2f ms  cpu %6.3f + %6.3f ms  heap %4d MiB"
                        + "  errors %d",
                name,
                rate(),
                millis(50),
                millis(99),
                cpu.controller() / (double) Math.max(1, units),
                cpu.store() / (double) Math.max(1, units),
                heap,
                errors);
    }
}
