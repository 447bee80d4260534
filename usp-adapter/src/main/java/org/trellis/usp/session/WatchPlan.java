package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    private List<Subscriptions.Wanted> missing = List.of();
    private boolean anything;

    WatchPlan(Operation.Watch watch, DeviceContext context, String controller) {
        this.watch = watch;
        this.context = context;
        this.controller = controller;
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
        Set<String> ids =
                watch.what() == NotificationType.OFF
                        ? ofAllTypes()
                        : wanted.stream().map(Subscriptions.Wanted::id).collect(Collectors.toSet());
        missing = new ArrayList<>(wanted);
        anything |= missing.removeIf(w -> rows.values().stream().anyMatch(w::isToldBy));
        List<String> strays = new ArrayList<>();
        rows.forEach((object, row) -> {
            if (ids.contains(row.getOrDefault("ID", ""))) {
                boolean kept = missing.removeIf(w -> w.id().equals(row.get("ID")) && w.isAs(row));
                anything |= kept;
                if (!kept) {
                    strays.add(object);
                }
            }
        });
        return strays.isEmpty() ? add() : new Step.Ask(new Request.Delete(true, strays), false);
    }

    private Set<String> ofAllTypes() {
        Set<String> ids = new HashSet<>();
        for (PathExpression path : watch.paths()) {
            Stream.of(NotificationType.values())
                    .filter(type -> type != NotificationType.OFF)
                    .forEach(type -> ids.add(Subscriptions.watchId(path, type)));
        }
        return ids;
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
        switch (result.outcome()) {
            case ObjectOutcome.Success<Deleted>(Deleted rows) -> {
                anything = true;
                rows.faults().forEach(f -> errors.add(ErrorCodes.error(f.path(), f.fault())));
            }
            case ObjectOutcome.Failure<Deleted>(var fault, var _) ->
                    errors.add(ErrorCodes.error(result.requestedPath(), fault));
        }
    }

    /** The agent answers in the order in which it was asked, and names the table only. */
    private Step added(List<ObjectResult<Created>> results) {
        for (int i = 0; i < results.size(); i++) {
            ObjectResult<Created> result = results.get(i);
            switch (result.outcome()) {
                case ObjectOutcome.Success<Created>(Created _) -> anything = true;
                case ObjectOutcome.Failure<Created>(var fault, var _) ->
                        errors.add(
                                ErrorCodes.error(
                                        results.size() == missing.size()
                                                ? path(missing.get(i))
                                                : result.requestedPath(),
                                        fault));
            }
        }
        return end();
    }

    private String path(Subscriptions.Wanted wanted) {
        return watch.paths().stream()
                .filter(p -> Subscriptions.watchId(p, watch.what()).equals(wanted.id()))
                .findFirst()
                .map(PathExpression::text)
                .orElse("");
    }

    private Step end() {
        Status status = Results.status(anything, errors);
        return Results.done(
                new CommandResult(
                        status,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        errors,
                        Optional.empty()));
    }

    @Override
    public Step refused(ErrorMessage error) {
        errors.addAll(ErrorCodes.errors("", error));
        return end();
    }
}
