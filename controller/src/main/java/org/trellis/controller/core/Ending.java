package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.EventRecord;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;

/**
 * Ends commands: brings their values into the twin, stores, publishes, wakes. The caller of a
 * repeatable operation is woken before the store has answered: if this node dies in between, the
 * operation is done once more, which does no harm. All others wait for the store.
 *
 * <p>While the store is away an ended command keeps its lane, and is stored when it is back.
 */
final class Ending {

    private final Foundation core;
    private final EventLog events;
    private final TwinWriter writer;
    private final TwinEvents twinEvents;
    private final Lessons lessons;
    private final Waiters waiters;

    /** Reads that ended while their caller waited: the store never saw them. */
    private final Cache<CommandId, CommandRecord> ephemeral =
            Caffeine.newBuilder().maximumSize(500).expireAfterWrite(Duration.ofMinutes(5)).build();

    /** What is kept of an answer beside its values. */
    record Lessons(ModelCatalog models, WatchBook watches) {}

    Ending(
            Foundation core,
            EventLog events,
            TwinWriter writer,
            TwinEvents twinEvents,
            Lessons lessons,
            Waiters waiters) {
        this.core = core;
        this.events = events;
        this.writer = writer;
        this.twinEvents = twinEvents;
        this.lessons = lessons;
        this.waiters = waiters;
    }

    Optional<CommandRecord> ephemeral(CommandId id) {
        return Optional.ofNullable(ephemeral.getIfPresent(id));
    }

    /** Without a device's answer: expired, cancelled, lost. */
    void end(
            Queues queues,
            DeviceQueue queue,
            CommandEntry entry,
            CommandRecord.Status status,
            CommandResult result) {
        CommandRecord ended = Records.ended(entry.record(), status, core.now(), result);
        entry.lease(null);
        entry.record(ended);
        List<EventRecord> news = List.of(updated(ended));
        Storing.store(
                entry,
                () -> {
                    Parallel.run(stores(entry, ended, news));
                    settle(queues, queue, entry, ended);
                },
                () -> settle(queues, queue, entry, ended));
    }

    /**
     * What a device answered.
     *
     * @param operation as the endpoint was given it
     * @param result in the endpoint's own numbering, for its twin
     * @param shown in the device view's, for the caller
     */
    record Answer(
            Endpoint endpoint, Operation operation, CommandResult result, CommandResult shown) {
        static Answer of(Endpoint endpoint, Operation operation, CommandResult result) {
            return new Answer(endpoint, operation, result, result);
        }
    }

    /** Not yet: the device has taken it. */
    void runs(CommandEntry entry) {
        CommandRecord running = Records.running(entry.record());
        entry.record(running);
        entry.madeDurable();
        Storing.store(entry, () -> save(running), () -> {});
    }

    /** With a device's answer, over the endpoint that gave it. */
    void end(Queues queues, DeviceQueue queue, CommandEntry entry, Answer answer) {
        CommandRecord ended =
                Records.ended(
                        entry.record(),
                        Records.status(answer.result().status()),
                        core.now(),
                        kept(entry.record(), answer.shown()));
        entry.lease(null);
        entry.record(ended);
        Storing.store(
                entry,
                new Keeping(queues, queue, entry, answer, ended),
                () -> settle(queues, queue, entry, ended));
    }

    /**
     * An answer on its way into the store, in as many attempts as it takes. A later attempt
     * compares anew, and leaves alone what was reported since the answer came.
     */
    private final class Keeping implements Runnable {
        private final Queues queues;
        private final DeviceQueue queue;
        private final CommandEntry entry;
        private final Answer answer;
        private final CommandRecord ended;
        private Instant asOf = Instant.MAX;
        private @Nullable List<EventRecord> news;

        Keeping(
                Queues queues,
                DeviceQueue queue,
                CommandEntry entry,
                Answer answer,
                CommandRecord ended) {
            this.queues = queues;
            this.queue = queue;
            this.entry = entry;
            this.answer = answer;
            this.ended = ended;
        }

        @Override
        public void run() {
            TwinWriter.Observation seen =
                    observation(answer.endpoint(), ended.operation(), answer.result(), asOf);
            asOf = core.now().isBefore(asOf) ? core.now() : asOf;
            writer.apply(seen, this::store);
            settle(queues, queue, entry, ended);
        }

        private void store(TwinWriter.Change change) {
            if (ended.operation().repeatable()) {
                waiters.ended(ended);
            }
            List<Runnable> tasks = stores(entry, ended, news(change));
            if (!change.isEmpty()) {
                tasks.add(() -> writer.write(change));
            }
            tasks.add(() -> learn(answer, ended, change));
            tasks.add(() -> watched(answer, ended, change));
            Parallel.run(tasks);
        }

        /** As of the first attempt: it may have changed the twin before it failed. */
        private List<EventRecord> news(TwinWriter.Change change) {
            List<EventRecord> told = news;
            if (told == null) {
                told = new ArrayList<>(twinEvents.ofCommand(answer.endpoint(), ended, change));
                if (entry.durable()) {
                    told.add(updated(ended));
                }
                news = told;
            }
            return told;
        }
    }

    /** The identity first: the model's key is made of it. */
    private void learn(Answer answer, CommandRecord ended, TwinWriter.Change change) {
        twinEvents.learn(answer.endpoint(), answer.result().values(), change);
        lessons.models().learn(answer.endpoint(), ended.operation(), answer.result());
    }

    /** What we set anew ourselves is kept already. */
    private void watched(Answer answer, CommandRecord ended, TwinWriter.Change change) {
        if (!ended.createdBy().equals(SystemCommands.CREATED_BY)) {
            lessons.watches().learn(answer.endpoint(), answer.operation(), answer.result());
        }
        List<ParameterPath> gone = new ArrayList<>(deleted(ended.operation(), answer.result()));
        gone.addAll(twinEvents.gone(ended, change));
        lessons.watches().gone(answer.endpoint(), gone);
    }

    private List<Runnable> stores(CommandEntry entry, CommandRecord ended, List<EventRecord> news) {
        List<Runnable> tasks = new ArrayList<>();
        if (entry.durable()) {
            tasks.add(() -> events.save(ended, news));
        } else {
            ephemeral.put(ended.id(), ended);
            if (!news.isEmpty()) {
                tasks.add(() -> events.append(news));
            }
        }
        return tasks;
    }

    private void settle(Queues queues, DeviceQueue queue, CommandEntry entry, CommandRecord ended) {
        queues.remove(queue, entry);
        count(ended);
        waiters.ended(ended);
        if (entry.durable()) {
            core.bus()
                    .publish(
                            new NodeMessage.CommandEnded(
                                    core.node(), ended.tenant(), ended.device(), ended.id()));
        }
    }

    /** Stores what has become of a command, and tells it. */
    void save(CommandRecord command) {
        events.save(command, List.of(updated(command)));
    }

    EventRecord updated(CommandRecord command) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", command.id().toString());
        data.put("type", command.operation().type());
        data.put("status", command.status().label());
        data.put("createdBy", command.createdBy());
        command.result()
                .filter(r -> !r.errors().isEmpty())
                .ifPresent(
                        r -> data.put("error", Texts.printable(r.errors().getFirst().message())));
        return events.event(
                command.tenant(), Optional.of(command.device()), "command.updated", data);
    }

    /** A discovered model has a table of its own; the values of our own reads are in the twin. */
    private static CommandResult kept(CommandRecord command, CommandResult result) {
        boolean ours = command.createdBy().equals(SystemCommands.CREATED_BY);
        if (result.model().isEmpty() && !ours) {
            return result;
        }
        return new CommandResult(
                result.status(),
                ours ? List.of() : result.values(),
                result.covered(),
                result.instances(),
                result.output(),
                result.errors(),
                Optional.empty());
    }

    private static TwinWriter.Observation observation(
            Endpoint endpoint, Operation operation, CommandResult result, Instant asOf) {
        List<ParameterPath> gone = deleted(operation, result);
        return new TwinWriter.Observation(endpoint, result.values(), result.covered(), gone, asOf);
    }

    private static List<ParameterPath> deleted(Operation operation, CommandResult result) {
        return operation instanceof Operation.Delete
                ? result.instances().stream().filter(ParameterPath::isObject).toList()
                : List.of();
    }

    private void count(CommandRecord ended) {
        CoreMetrics.Counter counter =
                switch (ended.status()) {
                    case DONE, PARTIAL -> CoreMetrics.Counter.COMMANDS_DONE;
                    case EXPIRED -> CoreMetrics.Counter.COMMANDS_EXPIRED;
                    case OUTCOME_UNKNOWN -> CoreMetrics.Counter.COMMANDS_OUTCOME_UNKNOWN;
                    case QUEUED, SENT, RUNNING, FAILED, CANCELLED ->
                            CoreMetrics.Counter.COMMANDS_FAILED;
                };
        core.metrics().count(counter);
        if (counter == CoreMetrics.Counter.COMMANDS_DONE) {
            core.metrics()
                    .add(
                            CoreMetrics.Counter.COMMAND_NANOS,
                            Duration.between(ended.createdAt(), core.now()).toNanos());
        }
    }
}
