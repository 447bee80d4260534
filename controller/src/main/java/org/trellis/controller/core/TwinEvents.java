package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EventRecord;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;

/** What changed values mean to others: events, and the registry's own fields. */
final class TwinEvents {

    /** More changes at once are told as one event with their number. */
    private static final int SINGLE = 100;

    private static final String CHANGED = "parameter.changed";
    private static final String INFO = "Device.DeviceInfo.";

    private final EventLog events;
    private final Registry registry;
    private final PeriodicIntervals intervals;
    private final Recount recount;

    TwinEvents(EventLog events, Registry registry, PeriodicIntervals intervals, Recount recount) {
        this.events = events;
        this.registry = registry;
        this.intervals = intervals;
        this.recount = recount;
    }

    /** What a write changed is news; of what a read finds, only what the device hinted at. */
    List<EventRecord> ofCommand(
            Endpoint endpoint, CommandRecord command, TwinWriter.Change change) {
        if (command.operation() instanceof Operation.Set) {
            return parameters(endpoint, changed(change, _ -> true), "command");
        }
        Set<ParameterPath> counts = recount.counts(command);
        List<EventRecord> news =
                parameters(endpoint, changed(change, counts::contains), "notification");
        Recount.Rows rows = recount.rows(recount.tables(command), change);
        rows.created().forEach((row, keys) -> news.add(created(endpoint, row, keys)));
        rows.deleted().forEach(row -> news.add(deleted(endpoint, row)));
        return news;
    }

    /** The rows that a recount finds no more. */
    List<ParameterPath> gone(CommandRecord command, TwinWriter.Change change) {
        return recount.rows(recount.tables(command), change).deleted();
    }

    private static List<TwinWriter.Difference> changed(
            TwinWriter.Change change, Predicate<ParameterPath> wanted) {
        return change.differences().stream()
                .filter(d -> wanted.test(d.after().path()))
                .filter(d ->
                        d.before() == null || !d.before().value().text().equals(d.after().text()))
                .toList();
    }

    EventRecord created(Endpoint endpoint, ParameterPath row, Map<String, String> uniqueKeys) {
        return event(
                endpoint, "object.created", Map.of("object", row.text(), "uniqueKeys", uniqueKeys));
    }

    EventRecord deleted(Endpoint endpoint, ParameterPath row) {
        return event(endpoint, "object.deleted", Map.of("object", row.text()));
    }

    List<EventRecord> parameters(
            Endpoint endpoint, List<TwinWriter.Difference> differences, String cause) {
        List<EventRecord> news = new ArrayList<>();
        if (differences.size() > SINGLE) {
            news.add(
                    event(
                            endpoint,
                            CHANGED,
                            Map.of("changes", differences.size(), "cause", cause)));
            return news;
        }
        for (TwinWriter.Difference difference : differences) {
            ObservedValue after = difference.after();
            Map<String, Object> data = new HashMap<>();
            data.put("path", after.path().text());
            data.put("cause", cause);
            data.put("endpoint", endpoint.id().value());
            if (after.secret()) {
                data.put("secret", true);
            } else {
                data.put("value", after.text());
                if (difference.before() != null) {
                    data.put("previous", difference.before().value().text());
                }
            }
            news.add(event(endpoint, CHANGED, data));
        }
        return news;
    }

    private EventRecord event(Endpoint endpoint, String type, Map<String, Object> data) {
        return events.event(endpoint.tenant(), Optional.of(endpoint.device()), type, data);
    }

    /** What follows from values once the twin has them: the registry's fields, the presence. */
    void learn(Endpoint endpoint, List<ObservedValue> values, TwinWriter.Change change) {
        identity(endpoint, change);
        intervals.learn(endpoint, values);
    }

    /** A new firmware shows in the values first: the registry follows. */
    private void identity(Endpoint endpoint, TwinWriter.Change change) {
        Map<String, String> told = new HashMap<>();
        for (TwinWriter.Difference difference : change.differences()) {
            String path = difference.after().path().text();
            if (path.startsWith(INFO)) {
                told.put(path.substring(INFO.length()), difference.after().text());
            }
        }
        if (told.isEmpty()) {
            return;
        }
        registry.find(DeviceKey.of(endpoint))
                .map(Registry.Known::device)
                .ifPresent(device -> follow(DeviceKey.of(endpoint), device, told));
    }

    private void follow(DeviceKey key, DeviceRecord device, Map<String, String> told) {
        DeviceIdentity was = device.identity();
        DeviceIdentity is =
                new DeviceIdentity(
                        first(was.manufacturer(), told.get("Manufacturer")),
                        was.oui(),
                        was.productClass(),
                        was.serialNumber(),
                        newer(was.modelName(), told.get("ModelName")),
                        newer(was.softwareVersion(), told.get("SoftwareVersion")),
                        newer(was.hardwareVersion(), told.get("HardwareVersion")));
        if (!is.equals(was)) {
            registry.saveIdentity(key, is, device.dataModel());
        }
    }

    static String newer(String was, @org.jspecify.annotations.Nullable String told) {
        return told == null || told.isEmpty() ? was : told;
    }

    static String first(String was, @org.jspecify.annotations.Nullable String told) {
        return was.isEmpty() && told != null ? told : was;
    }
}
