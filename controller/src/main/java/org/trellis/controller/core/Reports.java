package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.store.EventRecord;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;

/**
 * Stores what devices say: twin, events, ends of operations. Everything of a delivery is stored
 * before the device is answered; a delivery that comes again is stored once.
 */
final class Reports {

    private record Delivered(Endpoint endpoint, String key) {}

    private final Foundation core;
    private final EventLog events;
    private final TwinWriter writer;
    private final TwinEvents twinEvents;
    private final Recount recount;
    private final WatchBook watches;
    private final RunningCommands running;
    private final PresenceBook presence;
    private final Errands errands;
    private final Completions completions;
    private final Cache<Delivered, Boolean> recent =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofHours(1)).build();

    /** Where values go, and what their changes mean. */
    record Twin(TwinWriter writer, TwinEvents events, Recount recount, WatchBook watches) {}

    /** What is asked of a device because of what it said. */
    record Errands(Refresh refresh, Rewatch rewatch) {}

    Reports(
            Foundation core,
            EventLog events,
            Twin twin,
            RunningCommands running,
            PresenceBook presence,
            Errands errands) {
        this.core = core;
        this.events = events;
        this.writer = twin.writer();
        this.twinEvents = twin.events();
        this.recount = twin.recount();
        this.watches = twin.watches();
        this.running = running;
        this.presence = presence;
        this.errands = errands;
        this.completions = new Completions(events, running, errands.refresh());
    }

    void report(Endpoint endpoint, Delivery delivery) {
        core.metrics().count(CoreMetrics.Counter.REPORTS);
        if (delivery.dedupKey().isEmpty()) {
            store(endpoint, delivery.reports());
            return;
        }
        String key = delivery.dedupKey().get();
        Delivered delivered = new Delivered(endpoint, key);
        boolean again =
                recent.getIfPresent(delivered) != null
                        || core.stores().events().delivered(endpoint.tenant(), endpoint.id(), key);
        if (again) {
            core.metrics().count(CoreMetrics.Counter.DUPLICATE_REPORTS);
            return;
        }
        store(endpoint, delivery.reports());
        boolean first = core.stores().events().firstDelivery(endpoint.tenant(), endpoint.id(), key);
        if (!first) {
            core.metrics().count(CoreMetrics.Counter.DUPLICATE_REPORTS);
        }
        recent.put(delivered, true);
    }

    private void store(Endpoint endpoint, List<Report> reports) {
        presence.touch(endpoint);
        if (reports.stream().anyMatch(Reports::writesTwin)) {
            running.claim(endpoint);
        }
        for (Report report : reports) {
            store(endpoint, report);
        }
    }

    /** The cache of a twin is its owner's: whoever else wrote would write what was. */
    private static boolean writesTwin(Report report) {
        return switch (report) {
            case Report.Values _, Report.ObjectDeleted _, Report.Telemetry _ -> true;
            case Report.Contact _,
                    Report.Boot _,
                    Report.Reset _,
                    Report.ObjectCreated _,
                    Report.OperationComplete _,
                    Report.Operations _,
                    Report.TransferComplete _,
                    Report.ModulesChanged _,
                    Report.DeviceEvent _,
                    Report.Presence _ ->
                    false;
        };
    }

    private void store(Endpoint endpoint, Report report) {
        switch (report) {
            case Report.Contact _ -> {}
            case Report.Boot boot -> boot(endpoint, boot);
            case Report.Reset _ -> {
                errands.rewatch().afterReset(endpoint);
                running.ended(endpoint, EndedBy::reset, Map.of(), List.of());
            }
            case Report.Values values -> values(endpoint, values);
            case Report.ObjectCreated created -> {
                events.append(
                        List.of(
                                twinEvents.created(
                                        endpoint, created.object(), created.uniqueKeys())));
                if (endpoint.protocol() != Protocol.IOT) {
                    errands.refresh().read(endpoint, List.of(created.object()));
                }
            }
            case Report.ObjectDeleted deleted -> {
                writer.apply(
                        new TwinWriter.Observation(
                                endpoint, List.of(), List.of(), List.of(deleted.object())),
                        writer::write);
                watches.gone(endpoint, List.of(deleted.object()));
                events.append(List.of(twinEvents.deleted(endpoint, deleted.object())));
            }
            case Report.OperationComplete complete -> completions.operation(endpoint, complete);
            case Report.Operations operations -> running.atWork(endpoint, operations);
            case Report.TransferComplete complete -> completions.transfer(endpoint, complete);
            case Report.ModulesChanged changed -> completions.modules(endpoint, changed);
            case Report.DeviceEvent event -> {
                Map<String, Object> data = new HashMap<>(event.data());
                data.put("name", event.name());
                append(endpoint, "device.event", data);
            }
            case Report.Telemetry telemetry -> telemetry(endpoint, telemetry);
            case Report.Presence online -> presence.connected(endpoint, online.online());
        }
    }

    private void boot(Endpoint endpoint, Report.Boot boot) {
        Map<String, Object> data = new HashMap<>();
        data.put("cause", boot.cause());
        data.put("firmwareUpdated", boot.firmwareUpdated());
        data.put("endpoint", endpoint.id().value());
        boot.commandTag().ifPresent(tag -> data.put("commandTag", tag));
        append(endpoint, "device.boot", data);
        if (boot.cause().endsWith("FactoryReset")) {
            errands.rewatch().afterReset(endpoint);
        }
        running.ended(endpoint, EndedBy.boot(boot.commandTag()), Map.of(), List.of());
    }

    private void values(Endpoint endpoint, Report.Values report) {
        Recount.Hints hints =
                report.changed() && endpoint.protocol() == Protocol.CWMP
                        ? recount.hints(report.values(), () -> coverage(endpoint))
                        : Recount.Hints.NONE;
        List<ObservedValue> told =
                report.values().stream().filter(v -> !hints.counts().contains(v.path())).toList();
        writer.apply(
                new TwinWriter.Observation(endpoint, told, report.covered(), List.of()),
                change -> {
                    List<EventRecord> news =
                            report.changed()
                                    ? twinEvents.parameters(
                                            endpoint, notified(told, change), "notification")
                                    : List.of();
                    List<Runnable> tasks = new ArrayList<>();
                    if (!news.isEmpty()) {
                        tasks.add(() -> events.append(news));
                    }
                    if (!change.isEmpty()) {
                        tasks.add(() -> writer.write(change));
                    }
                    Parallel.run(tasks);
                    twinEvents.learn(endpoint, told, change);
                });
        if (!hints.reads().isEmpty()) {
            errands.refresh().read(endpoint, hints.reads());
        }
    }

    private Set<ParameterPath> coverage(Endpoint endpoint) {
        return core.stores()
                .twins()
                .coverage(endpoint.tenant(), endpoint.device(), endpoint.id())
                .keySet();
    }

    /** All that the device says has changed, with what was known before where it differs. */
    private static List<TwinWriter.Difference> notified(
            List<ObservedValue> values, TwinWriter.Change change) {
        Map<ParameterPath, TwinWriter.Difference> differences = new HashMap<>();
        change.differences().forEach(d -> differences.put(d.after().path(), d));
        return values.stream()
                .map(v -> differences.getOrDefault(v.path(), new TwinWriter.Difference(null, v)))
                .toList();
    }

    private void telemetry(Endpoint endpoint, Report.Telemetry telemetry) {
        Map<String, Object> readings = new HashMap<>();
        telemetry.readings().stream()
                .filter(r -> !r.secret())
                .forEach(r -> readings.put(r.path().text(), r.text()));
        writer.apply(
                new TwinWriter.Observation(endpoint, telemetry.readings(), List.of(), List.of()),
                change ->
                        Parallel.run(
                                List.of(
                                        () ->
                                                append(
                                                        endpoint,
                                                        "telemetry",
                                                        Map.of("readings", readings)),
                                        () -> writer.write(change))));
    }

    private void append(Endpoint endpoint, String type, Map<String, Object> data) {
        events.append(endpoint.tenant(), Optional.of(endpoint.device()), type, data);
    }
}
