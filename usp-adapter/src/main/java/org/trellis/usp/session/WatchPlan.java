package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.CommandResult.Status;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Created;
import org.trellis.usp.message.Response.Deleted;
import org.trellis.usp.message.Response.ObjectOutcome;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.Response.RequestedPath;

/**
 * A subscription for each path (TR-369 6.1.5.2): what is there is read first, then what is no more
 * as it shall be is deleted, then what is missing is added. Doing it again changes nothing. What
 * the agent is asked to tell anyway needs no other subscription: it would be told twice.
 */
final class WatchPlan implements CommandPlan {

    private final Operation.Watch watch;
    private final DeviceContext context;
    private final String controller;
    private final List<PathError> errors = new ArrayList<>();
    private final Set<PathExpression> taken = new LinkedHashSet<>();
    private final Map<String, PathExpression> paths = new HashMap<>();
    private final Map<String, PathExpression> strays = new TreeMap<>();
    private List<Subscriptions.Wanted> missing = List.of();
    private boolean anything;

    WatchPlan(Operation.Watch watch, DeviceContext context, String controller) {
        this.watch = watch;
        this.context = context;
        this.controller = controller;
        for (PathExpression path : watch.paths()) {
            types(watch.what()).forEach(type -> paths.put(Subscriptions.watchId(path, type), path));
        }
    }

    /** The types that it is about: whatever a path is watched for goes off. */
    private static Stream<NotificationType> types(NotificationType what) {
        return what == NotificationType.OFF
                ? Stream.of(NotificationType.values()).filter(t -> t != NotificationType.OFF)
                : Stream.of(what);
    }

    @Override
    public Step begin() {
        return new Step.Ask(Subscriptions.read(controller), false);
    }

    @Override
    public Step answered(Response response) {
        return switch (response) {
            case Response.GetResult(List<RequestedPath> results) -> reconcile(objects(results));
            case Response.DeleteResult(List<ObjectResult<Deleted>> results) -> {
                results.forEach(this::deleted);
                if (watch.what() == NotificationType.OFF) {
                    ended();
                }
                yield add();
            }
            case Response.AddResult(List<ObjectResult<Created>> results) -> added(results);
            default -> Results.unexpected();
        };
    }

    private static Map<String, Map<String, String>> objects(List<RequestedPath> results) {
        Map<String, Map<String, String>> objects = new TreeMap<>();
        for (RequestedPath path : results) {
            path.resolved()
                    .forEach(r ->
                            objects.computeIfAbsent(r.object(), _ -> new TreeMap<>())
                                    .putAll(r.parameters()));
        }
        return objects;
    }

    private Step reconcile(Map<String, Map<String, String>> objects) {
        Optional<String> own = Subscriptions.own(objects, controller);
        Map<String, Map<String, String>> rows = new TreeMap<>(objects);
        rows.entrySet()
                .removeIf(e ->
                        !e.getKey().startsWith(Subscriptions.TABLE)
                                || !Subscriptions.isFor(own, e.getValue()));
        List<Subscriptions.Wanted> wanted =
                watch.what() == NotificationType.OFF
                        ? List.of()
                        : watch.paths().stream()
                                .distinct()
                                .map(p -> wanted(p, watch.what()))
                                .toList();
        missing = new ArrayList<>(wanted);
        kept(w -> rows.values().stream().anyMatch(w::isToldBy));
        rows.forEach((object, row) -> {
            PathExpression path = paths.get(row.getOrDefault("ID", ""));
            if (path != null && !kept(w -> w.id().equals(row.get("ID")) && w.isAs(row))) {
                strays.put(object, path);
            }
        });
        if (watch.what() == NotificationType.OFF) {
            ended();
        }
        return strays.isEmpty()
                ? add()
                : new Step.Ask(new Request.Delete(true, List.copyOf(strays.keySet())), false);
    }

    /** Whether something that is wanted is there as it shall be. */
    private boolean kept(Predicate<Subscriptions.Wanted> there) {
        List<Subscriptions.Wanted> kept = missing.stream().filter(there).toList();
        kept.forEach(w -> taken.add(path(w)));
        anything |= missing.removeAll(kept);
        return !kept.isEmpty();
    }

    /** Off is what has no row, or has none any more. */
    private void ended() {
        watch.paths().stream().filter(p -> !strays.containsValue(p)).forEach(taken::add);
    }

    private Subscriptions.Wanted wanted(PathExpression path, NotificationType type) {
        String references =
                new Renamed(context)
                        .reads(path).stream()
                                .map(GetPlan::wire)
                                .map(p -> type == NotificationType.OBJECT_DELETION ? p + "*." : p)
                                .collect(Collectors.joining(","));
        return new Subscriptions.Wanted(
                Subscriptions.watchId(path, type), Subscriptions.notifType(type), references);
    }

    private Step add() {
        return missing.isEmpty()
                ? end()
                : new Step.Ask(
                        new Request.Add(
                                true,
                                missing.stream().map(Subscriptions.Wanted::settings).toList()),
                        false);
    }

    private void deleted(ObjectResult<Deleted> result) {
        String row = result.requestedPath();
        switch (result.outcome()) {
            case ObjectOutcome.Success<Deleted>(Deleted rows) -> {
                anything = true;
                rows.faults().forEach(f -> errors.add(ErrorCodes.error(subject(row), f.fault())));
                if (rows.faults().isEmpty()) {
                    strays.remove(row);
                }
            }
            case ObjectOutcome.Failure<Deleted>(var fault, var _) ->
                    errors.add(ErrorCodes.error(subject(row), fault));
        }
    }

    /** The path that a row is about, in the operator's words. */
    private String subject(String row) {
        PathExpression path = strays.get(row);
        return path == null ? row : path.text();
    }

    /** The agent answers in the order in which it was asked, and names the table only. */
    private Step added(List<ObjectResult<Created>> results) {
        boolean told = results.size() == missing.size();
        for (int i = 0; i < results.size(); i++) {
            ObjectResult<Created> result = results.get(i);
            switch (result.outcome()) {
                case ObjectOutcome.Success<Created>(Created _) -> {
                    anything = true;
                    if (told) {
                        taken.add(path(missing.get(i)));
                    }
                }
                case ObjectOutcome.Failure<Created>(var fault, var _) ->
                        errors.add(
                                ErrorCodes.error(
                                        told ? path(missing.get(i)).text() : result.requestedPath(),
                                        fault));
            }
        }
        return end();
    }

    private PathExpression path(Subscriptions.Wanted wanted) {
        return Objects.requireNonNull(paths.get(wanted.id()));
    }

    private Step end() {
        Status status = Results.status(anything, errors);
        return Results.done(
                CommandResult.watched(status, List.of(), List.of(), errors, List.copyOf(taken)));
    }

    @Override
    public Step refused(ErrorMessage error) {
        errors.addAll(ErrorCodes.errors("", error));
        return end();
    }
}
