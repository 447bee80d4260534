package org.trellis.iot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.iot.zigbee2mqtt.Capability;
import org.trellis.iot.zigbee2mqtt.StateCodec;
import org.trellis.iot.zigbee2mqtt.ThingModel;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.mqtt.MqttPublication;
import org.trellis.mqtt.MqttTransport;
import org.trellis.mqtt.PublishOutcome;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;

/**
 * Carries out commands on things. A thing never says no: what was set counts when the state shows
 * it; if it does not in time, the thing is asked; if it still does not, the value is unconfirmed,
 * or the command has failed where the thing shows another value.
 */
final class ThingCommands {

    private static final Duration PUBLISH = Duration.ofSeconds(5);

    /** What came of a command. */
    sealed interface Outcome {
        record Ended(CommandResult result) implements Outcome {}

        record NotDelivered(ReleaseReason reason) implements Outcome {}
    }

    private final MqttTransport transport;
    private final Duration patience;

    ThingCommands(MqttTransport transport, Duration patience) {
        this.transport = transport;
        this.patience = patience;
    }

    Outcome run(OpenThing thing, Operation operation) throws InterruptedException {
        return switch (operation) {
            case Operation.Get(List<PathExpression> paths) -> get(thing, paths);
            case Operation.Set(Map<PathExpression, String> values, boolean partial) ->
                    set(thing, values, partial);
            case Operation.Operate(PathExpression command, Map<String, String> _) ->
                    operate(thing, command);
            case Operation.Discover _ -> discover(thing);
            case Operation.Add _ ->
                    failed(
                            "",
                            ErrorCode.NOT_CREATABLE,
                            "rows follow from what the thing announces");
            case Operation.Delete _ ->
                    failed(
                            "",
                            ErrorCode.NOT_SUPPORTED,
                            "rows follow from what the thing announces");
            case Operation.Watch _ ->
                    failed(
                            "",
                            ErrorCode.NOT_SUPPORTED,
                            "what a thing reports is reported watched or not");
        };
    }

    private Outcome get(OpenThing thing, List<PathExpression> paths) throws InterruptedException {
        ThingModel model = thing.model();
        List<Capability> asked =
                model.thing().capabilities().stream()
                        .filter(Capability::isGettable)
                        .filter(c -> paths.stream().anyMatch(p -> p.covers(model.valuePath(c))))
                        .toList();
        boolean fresh = asked.isEmpty();
        if (!asked.isEmpty()) {
            long before = thing.messages();
            Optional<Outcome> undelivered = publish(thing, "/get", StateCodec.get(asked));
            if (undelivered.isPresent()) {
                return undelivered.get();
            }
            fresh = thing.await(before, t -> true, patience);
        }
        List<ObservedValue> known = new ArrayList<>(model.description());
        for (StateCodec.Reading reading : thing.all()) {
            ObservedValue value = model.value(reading);
            known.add(!fresh && asked.contains(reading.capability()) ? stale(value) : value);
        }
        List<ObservedValue> found =
                known.stream()
                        .filter(v -> paths.stream().anyMatch(p -> p.covers(v.path())))
                        .toList();
        List<PathError> errors = new ArrayList<>();
        for (PathExpression path : paths) {
            if (found.stream().noneMatch(v -> path.covers(v.path()))) {
                errors.add(missing(model, path));
            }
        }
        return ended(found, errors);
    }

    private static PathError missing(ThingModel model, PathExpression path) {
        boolean exists =
                model.thing().capabilities().stream()
                        .anyMatch(c -> path.covers(model.valuePath(c)));
        return exists
                ? PathError.of(path.text(), ErrorCode.OFFLINE, "the thing has not said it yet")
                : PathError.of(
                        path.text(), ErrorCode.INVALID_PATH, "the thing has no such parameter");
    }

    private Outcome set(OpenThing thing, Map<PathExpression, String> values, boolean partial)
            throws InterruptedException {
        ThingModel model = thing.model();
        Map<Capability, String> wanted = new LinkedHashMap<>();
        List<PathError> errors = new ArrayList<>();
        values.forEach((path, text) -> {
            List<Capability> targets = targets(model, path);
            if (targets.isEmpty()) {
                errors.add(notASetting(model, path));
            }
            for (Capability target : targets) {
                Optional<String> refusal = StateCodec.refusal(target, text);
                if (!target.isSettable()) {
                    errors.add(
                            PathError.of(path.text(), ErrorCode.NOT_WRITABLE, "is only reported"));
                } else if (refusal.isPresent()) {
                    errors.add(PathError.of(path.text(), ErrorCode.INVALID_VALUE, refusal.get()));
                } else {
                    wanted.put(target, text);
                }
            }
        });
        if (wanted.isEmpty() || !errors.isEmpty() && !partial) {
            return new Outcome.Ended(CommandResult.failed(errors));
        }
        long before = thing.messages();
        Optional<Outcome> undelivered = publish(thing, "/set", StateCodec.set(wanted));
        return undelivered.isPresent()
                ? undelivered.get()
                : confirmed(thing, wanted, before, errors);
    }

    /** Waits for the state to show what was set. */
    private Outcome confirmed(
            OpenThing thing, Map<Capability, String> wanted, long before, List<PathError> errors)
            throws InterruptedException {
        boolean shown = thing.await(before, t -> shows(t, wanted), patience);
        List<Capability> gettable =
                wanted.keySet().stream().filter(Capability::isGettable).toList();
        if (!shown && !gettable.isEmpty() && !thing.isClosed()) {
            long asked = thing.messages();
            if (publish(thing, "/get", StateCodec.get(gettable)).isEmpty()) {
                shown = thing.await(asked, t -> shows(t, wanted), patience);
            }
        }
        List<ObservedValue> values = new ArrayList<>();
        boolean spoke = thing.messages() > before;
        for (Map.Entry<Capability, String> entry : wanted.entrySet()) {
            Capability capability = entry.getKey();
            Optional<StateCodec.Reading> last = thing.last(capability);
            if (last.isPresent() && shows(last.get(), entry.getValue()) && spoke) {
                values.add(thing.model().value(last.get()));
            } else if (spoke && capability.isGettable() && last.isPresent()) {
                errors.add(
                        PathError.of(
                                thing.model().valuePath(capability).text(),
                                ErrorCode.TIMEOUT,
                                "the thing still shows " + last.get().text()));
            } else {
                values.add(
                        with(
                                thing.model()
                                        .value(
                                                new StateCodec.Reading(
                                                        capability, entry.getValue(), true)),
                                Quality.UNCONFIRMED));
            }
        }
        return ended(values, errors);
    }

    private Outcome operate(OpenThing thing, PathExpression command) throws InterruptedException {
        ThingModel model = thing.model();
        Optional<Capability> target =
                model.thing().capabilities().stream()
                        .filter(c -> c.iotClass() == Capability.IotClass.BINARY_CONTROL)
                        .filter(Capability::isSettable)
                        .filter(c -> model.member(c, "Toggle()").text().equals(command.text()))
                        .findFirst();
        if (target.isEmpty()) {
            return failed(command.text(), ErrorCode.NOT_SUPPORTED, "the thing has no such command");
        }
        Optional<byte[]> payload = StateCodec.toggle(target.get());
        Optional<StateCodec.Reading> now = thing.last(target.get());
        if (payload.isEmpty() && now.isEmpty()) {
            return failed(command.text(), ErrorCode.OFFLINE, "its position is not known yet");
        }
        byte[] set =
                payload.orElseGet(() ->
                        StateCodec.set(
                                Map.of(
                                        target.get(),
                                        now.get().text().equals("true") ? "false" : "true")));
        long before = thing.messages();
        Optional<Outcome> undelivered = publish(thing, "/set", set);
        if (undelivered.isPresent()) {
            return undelivered.get();
        }
        boolean changed = thing.await(before, t -> !t.last(target.get()).equals(now), patience);
        List<ObservedValue> values =
                thing.last(target.get()).map(model::value).map(List::of).orElseGet(List::of);
        return changed
                ? ended(values, List.of())
                : new Outcome.Ended(
                        CommandResult.outcomeUnknown(
                                PathError.of(
                                        command.text(),
                                        ErrorCode.OUTCOME_UNKNOWN,
                                        "the thing has not shown another position")));
    }

    private static Outcome discover(OpenThing thing) {
        List<ObservedValue> values = new ArrayList<>(thing.model().description());
        thing.all().forEach(r -> values.add(thing.model().value(r)));
        return new Outcome.Ended(
                new CommandResult(
                        CommandResult.Status.DONE,
                        values,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.of(thing.model().supported())));
    }

    /** Empty if the broker has it. */
    private Optional<Outcome> publish(OpenThing thing, String suffix, byte[] payload)
            throws InterruptedException {
        return switch (transport.publish(
                MqttPublication.of(thing.topic() + suffix, payload), PUBLISH)) {
            case PublishOutcome.Accepted _ -> Optional.empty();
            case PublishOutcome.NobodyListens _,
                    PublishOutcome.Refused _,
                    PublishOutcome.NotSent _ ->
                    Optional.of(new Outcome.NotDelivered(ReleaseReason.NOT_SENT));
            case PublishOutcome.MaybeSent _ ->
                    Optional.of(new Outcome.NotDelivered(ReleaseReason.MAYBE_SENT));
        };
    }

    private static List<Capability> targets(ThingModel model, PathExpression path) {
        return model.thing().capabilities().stream()
                .filter(c -> !path.isPartial() && path.covers(model.valuePath(c)))
                .toList();
    }

    private static PathError notASetting(ThingModel model, PathExpression path) {
        boolean exists = model.description().stream().anyMatch(v -> path.covers(v.path()));
        return PathError.of(
                path.text(),
                exists ? ErrorCode.NOT_WRITABLE : ErrorCode.INVALID_PATH,
                exists ? "cannot be written" : "the thing has no such parameter");
    }

    private static boolean shows(OpenThing thing, Map<Capability, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(
                        e -> thing.last(e.getKey()).map(r -> shows(r, e.getValue())).orElse(false));
    }

    private static boolean shows(StateCodec.Reading reading, String text) {
        return reading.understood() && StateCodec.same(reading.capability(), reading.text(), text);
    }

    private static ObservedValue stale(ObservedValue value) {
        return value.quality() == Quality.REPORTED ? with(value, Quality.STALE) : value;
    }

    private static ObservedValue with(ObservedValue v, Quality quality) {
        return new ObservedValue(
                v.path(), v.type(), v.text(), v.writable(), v.secret(), v.sourcePath(), quality);
    }

    private static Outcome failed(String path, ErrorCode code, String message) {
        return new Outcome.Ended(CommandResult.failed(PathError.of(path, code, message)));
    }

    private static Outcome ended(List<ObservedValue> values, List<PathError> errors) {
        CommandResult.Status status =
                errors.isEmpty()
                        ? CommandResult.Status.DONE
                        : values.isEmpty()
                                ? CommandResult.Status.FAILED
                                : CommandResult.Status.PARTIAL;
        return new Outcome.Ended(
                new CommandResult(
                        status,
                        values,
                        List.<ParameterPath>of(),
                        List.of(),
                        Map.of(),
                        errors,
                        Optional.empty()));
    }
}
