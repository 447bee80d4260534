package org.trellis.usp;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.UnavailableException;

/**
 * The events of one agent, handled one after the other on a virtual thread that exists only while
 * there are any. Bounded by records per connection, so that one that floods harms no other, and by
 * bytes in all. Thread-safe; nothing blocks the one who puts in.
 */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private record ConnectionId(String transport, long connection) {}

    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();
    private final Map<ConnectionId, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean tickWaits = new AtomicBoolean();
    private final Consumer<AgentEvent> handler;
    private final UspSettings settings;
    private final AtomicLong bytesOfAll;
    private final String name;

    /**
     * @param bytesOfAll shared by all mailboxes
     */
    Mailbox(
            String name,
            UspSettings settings,
            AtomicLong bytesOfAll,
            Consumer<AgentEvent> handler) {
        this.name = name;
        this.settings = settings;
        this.bytesOfAll = bytesOfAll;
        this.handler = handler;
    }

    /** False if there is no room: nothing was taken. */
    boolean offer(AgentEvent event) {
        switch (event) {
            case AgentEvent.Received received -> {
                AtomicInteger count =
                        waiting.computeIfAbsent(id(received), _ -> new AtomicInteger());
                if (count.incrementAndGet() > settings.mailboxRecords()) {
                    count.decrementAndGet();
                    return false;
                }
                int size = received.record().length;
                if (bytesOfAll.addAndGet(size) > settings.mailboxBytes()) {
                    bytesOfAll.addAndGet(-size);
                    count.decrementAndGet();
                    return false;
                }
            }
            case AgentEvent.Tick _ -> {
                if (!tickWaits.compareAndSet(false, true)) {
                    return true;
                }
            }
            case AgentEvent.Connected _,
                    AgentEvent.Gone _,
                    AgentEvent.Wake _,
                    AgentEvent.Revoked _,
                    AgentEvent.Drain _,
                    AgentEvent.Leave _ -> {}
        }
        events.add(event);
        run();
        return true;
    }

    /** Whether nothing waits and nothing is being handled. */
    boolean isIdle() {
        return events.isEmpty() && !running.get();
    }

    private void run() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::drain);
        }
    }

    private void drain() {
        try {
            for (AgentEvent event = events.poll(); event != null; event = events.poll()) {
                handle(event);
            }
        } finally {
            running.set(false);
            if (!events.isEmpty()) {
                run();
            }
        }
    }

    /** The outermost frame of the thread: a bug costs one event, not the agent. */
    private void handle(AgentEvent event) {
        try {
            handler.accept(event);
        } catch (UnavailableException away) {
            // not acknowledged: a transport that keeps it brings it again
            LOG.warn("{}: put off, the store is away: {}", name, away.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("{}: an event could not be handled", name, bug);
            giveUp(event);
        } finally {
            taken(event);
        }
    }

    /**
     * What broke us once breaks us again: a broker that is not told would bring it for ever, and
     * hold up everybody who shares the connection.
     */
    private static void giveUp(AgentEvent event) {
        if (event instanceof AgentEvent.Received received) {
            received.acknowledge();
        }
    }

    private void taken(AgentEvent event) {
        switch (event) {
            case AgentEvent.Received received -> {
                bytesOfAll.addAndGet(-received.record().length);
                AtomicInteger count = waiting.get(id(received));
                if (count != null) {
                    count.decrementAndGet();
                }
            }
            case AgentEvent.Gone gone ->
                    waiting.remove(
                            new ConnectionId(gone.peer().transport(), gone.peer().connection()));
            case AgentEvent.Tick _ -> tickWaits.set(false);
            case AgentEvent.Connected _,
                    AgentEvent.Wake _,
                    AgentEvent.Revoked _,
                    AgentEvent.Drain _,
                    AgentEvent.Leave _ -> {}
        }
    }

    private static ConnectionId id(AgentEvent.Received received) {
        return new ConnectionId(received.peer().transport(), received.peer().connection());
    }
}
