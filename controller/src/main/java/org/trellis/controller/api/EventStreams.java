package org.trellis.controller.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Events;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.store.EventRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server-sent events (WHATWG HTML 9.2). One request thread each, virtual: it takes from a
 * bounded queue and writes, and writes a comment when nothing happened for a while. A reader that
 * falls too far behind is cut off, and resumes with {@code Last-Event-ID} without a loss.
 *
 * <p>Ends every stream first when the application stops, so that a graceful shutdown need not wait
 * for them.
 */
@Component
class EventStreams implements SmartLifecycle {

    private static final int QUEUE = 256;
    private static final int PATIENCE_SECONDS = 10;

    private final Events events;
    private final Clock clock;
    private final JsonMapper json;
    private final Semaphore free;
    private final long heartbeatMillis;
    private final Set<Thread> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    EventStreams(
            Northbound core,
            Clock clock,
            JsonMapper json,
            @Value("${trellis.api.event-subscribers:200}") int subscribers,
            @Value("${trellis.api.event-heartbeat-millis:15000}") long heartbeatMillis) {
        this.events = core.events();
        this.clock = clock;
        this.json = json;
        this.free = new Semaphore(subscribers);
        this.heartbeatMillis = heartbeatMillis;
    }

    /** What a subscriber wants to see; an empty set means everything. */
    record Wanted(Set<String> devices, Set<String> types) {
        Wanted {
            devices = Set.copyOf(devices);
            types = Set.copyOf(types);
        }

        boolean covers(EventRecord event) {
            return (types.isEmpty() || types.contains(event.type()))
                    && (devices.isEmpty()
                            || event.device().map(d -> devices.contains(d.value())).orElse(false));
        }
    }

    /**
     * A place among the subscribers, to be given back by {@link #leave}.
     *
     * @throws ApiException 503 if all are taken
     */
    void enter() {
        if (!running || !free.tryAcquire()) {
            throw ApiException.retryLater(
                    Problems.UNAVAILABLE, "there are too many subscribers to events now", 10);
        }
    }

    void leave() {
        free.release();
    }

    /** Writes until the reader goes, falls behind, or the application stops. */
    void stream(Caller caller, Optional<UUID> after, Wanted wanted, OutputStream out)
            throws IOException {
        streams.add(Thread.currentThread());
        BlockingQueue<Events.Item> queue = new ArrayBlockingQueue<>(QUEUE);
        Instant now = clock.instant();
        Inbox inbox = new Inbox(queue);
        try (Events.Subscription _ = events.follow(caller, after, inbox::take)) {
            // A cursor before the first event: whoever is cut off early loses nothing either.
            String cursor = after.orElseGet(() -> startingAt(now)).toString();
            write(out, "retry: 2000\nid: " + cursor + "\n\n: connected\n\n");
            while (running && !inbox.overrun) {
                Events.Item item = queue.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
                write(out, item == null ? ": still here\n\n" : text(item, wanted));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(Thread.currentThread());
        }
    }

    /** Where the core's thread leaves what happened. */
    private static final class Inbox {
        private final BlockingQueue<Events.Item> queue;
        private volatile boolean overrun;

        Inbox(BlockingQueue<Events.Item> queue) {
            this.queue = queue;
        }

        void take(Events.Item item) {
            try {
                if (!overrun && !queue.offer(item, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    overrun = true;
                }
            } catch (InterruptedException ended) {
                overrun = true;
                Thread.currentThread().interrupt();
            }
        }
    }

    private String text(Events.Item item, Wanted wanted) {
        return switch (item) {
            case Events.Item.Event(EventRecord event) ->
                    wanted.covers(event)
                            ? "id: "
                                    + event.id()
                                    + "\nevent: "
                                    + oneLine(event.type())
                                    + "\ndata: "
                                    + json.writeValueAsString(EventView.of(event))
                                    + "\n\n"
                            : "id: " + event.id() + "\n\n";
            case Events.Item.Reset _ -> "event: reset\ndata: {\"type\":\"reset\"}\n\n";
        };
    }

    private static String oneLine(String type) {
        return type.replaceAll("[\\r\\n]", "?");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The smallest version 7 id of a millisecond (RFC 9562 5.7). */
    static UUID startingAt(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's graceful shutdown. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
