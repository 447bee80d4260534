package org.trellis.usp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Report;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Created;
import org.trellis.usp.message.Response.ObjectOutcome;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.Response.RequestedPath;

/**
 * What a controller puts in order at an agent whenever it connects (TR-369 E.2): versions, its own
 * row, its subscriptions, what has become of the operations that the agent had accepted.
 * Idempotent; one request at a time; what fails is noted and left.
 */
final class Housekeeping {

    static final String VERSIONS = "1.0,1.1,1.2,1.3,1.4";

    /** The operations that the agent has accepted and not ended (TR-369 R-OPR.0). */
    private static final Request REQUESTS = Request.Get.of("Device.LocalAgent.Request.");

    private final SessionSettings settings;
    private final SupportedModel model;
    private final Deque<Request> steps = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();
    private final Instant since;
    private String versions = "";
    private @Nullable Request asked;
    private Optional<Report.Operations> operations = Optional.empty();
    private Map<String, Map<String, String>> objects = Map.of();
    private Optional<String> own = Optional.empty();
    private boolean equipped;
    private boolean forgotten;

    Housekeeping(SessionSettings settings, SupportedModel model, Instant now) {
        this.since = now;
        this.settings = settings;
        this.model = model;
        steps.add(new Request.GetSupportedProtocol(VERSIONS));
        steps.add(Subscriptions.read(settings.endpointId()));
        steps.add(REQUESTS);
    }

    /** The next request; empty when everything is in order. */
    Optional<Request> next() {
        asked = steps.poll();
        return Optional.ofNullable(asked);
    }

    /** What the agent is at, if it has just told. */
    Optional<Report.Operations> operations() {
        Optional<Report.Operations> taken = operations;
        operations = Optional.empty();
        return taken;
    }

    /** The interval of {@code Periodic!}, if the agent has told a sensible one. */
    Optional<Duration> interval() {
        return own.map(o -> row(o).getOrDefault("PeriodicNotifInterval", ""))
                .filter(t -> t.matches("[1-9][0-9]{0,8}"))
                .map(t -> Duration.ofSeconds(Long.parseLong(t)));
    }

    /** Whether the agent had none of our subscriptions: it is new, or was reset. Told once. */
    boolean foundNothing() {
        boolean first = forgotten;
        forgotten = false;
        return first;
    }

    /** Whether it is known where the agent keeps its login, and nothing was done about it yet. */
    boolean wantsLogin() {
        return own.isPresent() && !equipped;
    }

    /**
     * The agent shall show this from now on. It may leave before it has answered, to come back with
     * it. Nothing is asked where it has no place for it, or shall keep what it has.
     */
    void equip(Optional<DeviceLogin> credential, Set<String> transports) {
        equipped = true;
        List<Request.ObjectSettings> settings =
                credential
                        .flatMap(c ->
                                own.map(row ->
                                        OwnLogin.settings(objects, row, usable(transports), c)))
                        .orElse(List.of());
        if (!settings.isEmpty()) {
            steps.add(new Request.Set(true, settings));
        }
    }

    /** Before 1.2 a WebSocket does not say whose it is, and a token alone is looked up in vain. */
    private Set<String> usable(Set<String> transports) {
        boolean names =
                Stream.of(versions.split(","))
                        .map(String::strip)
                        .anyMatch(v -> !v.isEmpty() && !v.equals("1.0") && !v.equals("1.1"));
        return names
                ? transports
                : transports.stream()
                        .filter(t -> !t.equals("websocket"))
                        .collect(Collectors.toSet());
    }

    /** What the agent says it speaks; empty until it said so. */
    String versions() {
        return versions;
    }

    /** What went wrong since it was asked last. */
    List<String> notes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    void answered(MessageBody body) {
        if (REQUESTS.equals(asked)) {
            operations = operations(body);
            return;
        }
        switch (body) {
            case Response.SupportedProtocol(String said) -> versions = said;
            case Response.GetResult(List<RequestedPath> results) -> reconcile(results);
            case Response.AddResult(List<ObjectResult<Created>> results) ->
                    results.forEach(this::note);
            case ErrorMessage error ->
                    notes.add("the agent refused: " + ErrorCodes.errors("", error));
            case Response _, Request _ -> {}
        }
    }

    /** Empty if the agent has no such list; that it is empty says something, too. */
    private Optional<Report.Operations> operations(MessageBody body) {
        if (!(body instanceof Response.GetResult(List<RequestedPath> results))
                || results.isEmpty()
                || results.stream().anyMatch(r -> r.fault().isPresent())) {
            return Optional.empty();
        }
        Set<String> tags = new HashSet<>();
        for (RequestedPath path : results) {
            path.resolved().forEach(r -> tags.add(r.parameters().getOrDefault("CommandKey", "")));
        }
        return Optional.of(new Report.Operations(tags, since));
    }

    private void note(ObjectResult<Created> result) {
        if (result.outcome() instanceof ObjectOutcome.Failure<Created>(var fault, var _)) {
            notes.add("a subscription was refused: " + fault.code() + " " + fault.message());
        }
    }

    private void reconcile(List<RequestedPath> results) {
        Map<String, Map<String, String>> read = new TreeMap<>();
        for (RequestedPath path : results) {
            path.resolved()
                    .forEach(r ->
                            read.computeIfAbsent(r.object(), _ -> new HashMap<>())
                                    .putAll(r.parameters()));
        }
        objects = read;
        own = Subscriptions.own(objects, settings.endpointId());
        List<Subscriptions.Wanted> missing = new ArrayList<>(Subscriptions.wanted(settings, model));
        int all = missing.size();
        List<String> strays = new ArrayList<>();
        objects.forEach((object, row) -> {
            if (object.startsWith(Subscriptions.TABLE) && isOurs(row)) {
                boolean kept = missing.removeIf(w -> isAs(w, row));
                if (!kept) {
                    strays.add(object);
                }
            }
        });
        forgotten = strays.isEmpty() && missing.size() == all;
        if (!strays.isEmpty()) {
            steps.add(new Request.Delete(true, strays));
        }
        if (!missing.isEmpty()) {
            steps.add(
                    new Request.Add(
                            true, missing.stream().map(Subscriptions.Wanted::settings).toList()));
        }
        own.filter(o -> "false".equals(row(o).get("OnBoardingComplete")))
                .ifPresent(o ->
                        steps.add(
                                new Request.Set(
                                        true,
                                        List.of(
                                                new Request.ObjectSettings(
                                                        o,
                                                        List.of(
                                                                new Request.Setting(
                                                                        "OnBoardingComplete",
                                                                        "true",
                                                                        false)))))));
    }

    private Map<String, String> row(String object) {
        return objects.getOrDefault(object, Map.of());
    }

    private static boolean isAs(Subscriptions.Wanted wanted, Map<String, String> row) {
        return wanted.id().equals(row.get("ID")) && wanted.isAs(row);
    }

    private boolean isOurs(Map<String, String> row) {
        return Subscriptions.isStanding(row.getOrDefault("ID", ""))
                && Subscriptions.isFor(own, row);
    }
}
