package org.trellis.usp;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Principal;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.codec.UspDecodeException;
import org.trellis.usp.codec.UspMessageCodec;
import org.trellis.usp.codec.UspRecordCodec;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.PayloadSecurity;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.UspRecord;
import org.trellis.usp.session.AgentSession;
import org.trellis.usp.session.Door;
import org.trellis.usp.session.Effect;

/**
 * One agent with its connections: takes its mailbox's events one by one, runs the machines and has
 * their effects carried out. Only {@link #offer}, {@link #isReachable}, {@link #deadline}, {@link
 * #isGone} and {@link #isQuiet} may be called from other threads.
 */
final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** What a stranger may send: its identity is small. */
    private static final int MAX_STRANGER_RECORD = 256 * 1024;

    /** Connections of one endpoint id; only one a transport is let in, the others are strangers. */
    private static final int MAX_CONNECTIONS = 8;

    private static final int SECURE_SESSION_NOT_SUPPORTED = 7102;
    private static final int SESSION_CONTEXT_NOT_ALLOWED = 7106;

    private record ConnectionId(String transport, long number) {
        static ConnectionId of(MtpPeer peer) {
            return new ConnectionId(peer.transport(), peer.connection());
        }
    }

    private final AgentKey key;
    private final Wiring wiring;
    private final Mailbox mailbox;
    private final CoreCalls core;
    private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();
    private @Nullable AgentSession session;

    private volatile boolean reachable;
    private volatile boolean quiet = true;
    private volatile Instant deadline = Instant.MAX;

    Agent(AgentKey key, Wiring wiring, AtomicLong bytesOfAll) {
        this.key = key;
        this.wiring = wiring;
        this.core = new CoreCalls(key, wiring);
        this.mailbox =
                new Mailbox(
                        "usp-" + LogText.of(key.endpointId()),
                        wiring.settings(),
                        bytesOfAll,
                        this::handle);
    }

    /** Never blocks; false if the mailbox is full. */
    boolean offer(AgentEvent event) {
        return mailbox.offer(event);
    }

    /** Whether it has a connection. */
    boolean isReachable() {
        return reachable;
    }

    /** Whether no command is out. */
    boolean isQuiet() {
        return quiet;
    }

    /** When a tick is due. */
    Instant deadline() {
        return deadline;
    }

    /** Whether nothing of it is left. */
    boolean isGone() {
        return !reachable && quiet && deadline.equals(Instant.MAX) && mailbox.isIdle();
    }

    private void handle(AgentEvent event) {
        Instant now = wiring.now();
        switch (event) {
            case AgentEvent.Connected(MtpPeer peer) -> connected(peer, now);
            case AgentEvent.Received received -> {
                if (!received.byChance() || !passedOn(received)) {
                    received(received, now);
                }
            }
            case AgentEvent.Gone(MtpPeer peer) -> gone(peer);
            case AgentEvent.Wake _ -> wake(now);
            case AgentEvent.Revoked(var whose) -> revoked(whose);
            case AgentEvent.Tick _ -> tick(now);
            case AgentEvent.Drain _ -> {
                if (session != null) {
                    session.drain();
                }
            }
            case AgentEvent.Leave _ ->
                    List.copyOf(connections.values()).forEach(c -> gone(c.peer()));
        }
        connections.values().stream()
                .filter(c -> !c.door().isIn() && !c.door().isDeciding())
                .forEach(Connection::dismiss);
        reachable = !connections.isEmpty();
        quiet = core.isSettled() && (session == null || session.isIdle());
        deadline = nextDeadline();
    }

    private Instant nextDeadline() {
        Instant next = core.deadline();
        if (session != null && session.deadline().isBefore(next)) {
            next = session.deadline();
        }
        for (Connection connection : connections.values()) {
            if (connection.door().deadline().isBefore(next)) {
                next = connection.door().deadline();
            }
            if (silentAt(connection).isBefore(next)) {
                next = silentAt(connection);
            }
        }
        return next;
    }

    /**
     * When an agent counts as gone of which nobody tells that it is: 2.5 of its own intervals after
     * it was heard.
     */
    private Instant silentAt(Connection connection) {
        return session == null
                        || !connection.door().isIn()
                        || wiring.hearsDisconnects(connection.peer())
                ? Instant.MAX
                : connection.lastHeard().plus(session.interval().multipliedBy(5).dividedBy(2));
    }

    private @Nullable Connection connected(MtpPeer peer, Instant now) {
        Connection known = connections.get(ConnectionId.of(peer));
        if (known != null) {
            return known;
        }
        if (connections.size() >= MAX_CONNECTIONS) {
            wiring.disconnect(peer, Mtp.CloseReason.OVERLOAD);
            return null;
        }
        Connection connection = new Connection(peer, new Door(peer, wiring.ids()), now);
        connections.put(ConnectionId.of(peer), connection);
        // at once: the core may wake it while it is still being let in
        reachable = true;
        run(connection.door().connected(now), now);
        return connection;
    }

    private void gone(MtpPeer peer) {
        if (remove(peer) && session != null) {
            Instant now = wiring.now();
            run(session.detach(peer, now), now);
        }
    }

    private void revoked(Predicate<MtpPeer> whose) {
        for (Connection connection : List.copyOf(connections.values())) {
            if (whose.test(connection.peer())) {
                LOG.info("{} is cut off from {}", this, connection.peer().transport());
                wiring.disconnect(connection.peer(), Mtp.CloseReason.REFUSED);
                gone(connection.peer());
            }
        }
    }

    private boolean remove(MtpPeer peer) {
        Connection over = connections.remove(ConnectionId.of(peer));
        if (over != null) {
            over.dismiss();
        }
        return over != null;
    }

    private void wake(Instant now) {
        for (Connection connection : List.copyOf(connections.values())) {
            run(connection.door().knock(now), now);
        }
        if (session != null) {
            run(session.woken(), now);
        }
    }

    private void tick(Instant now) {
        core.retry(now);
        for (Connection connection : List.copyOf(connections.values())) {
            boolean due = !now.isBefore(connection.door().deadline());
            if (due && isElsewhere(connection)) {
                leave(connection);
            } else {
                run(connection.door().tick(now), now);
            }
        }
        if (session != null) {
            run(session.tick(now), now);
        }
        for (Connection connection : List.copyOf(connections.values())) {
            if (!now.isBefore(silentAt(connection))) {
                LOG.info("{} is silent for too long", this);
                wiring.disconnect(connection.peer(), Mtp.CloseReason.GOING_AWAY);
                gone(connection.peer());
            }
        }
    }

    /**
     * A notification may come to any node; the one that talks to the agent takes it. If that one
     * does not listen, or nobody talks to the agent, this node does.
     */
    private boolean passedOn(AgentEvent.Received event) {
        // While the store is away it is put off unacknowledged: to take it would be to take the
        // agent.
        Optional<String> node = wiring.servedBy(event.peer());
        if (node.isEmpty()) {
            if (session != null) {
                run(session.servedHere(), wiring.now());
            }
            return false;
        }
        boolean passed =
                switch (wiring.passOn(event.peer(), event.record(), node.get())) {
                    case SendOutcome.Sent _, SendOutcome.MaybeSent _ -> true;
                    case SendOutcome.NotSent _ -> false;
                };
        if (passed) {
            wiring.counters().count(Counter.RECORDS_PASSED_ON);
            event.acknowledge();
            if (session != null) {
                session.servedElsewhere();
            }
            Connection connection = connections.get(ConnectionId.of(event.peer()));
            if (connection != null && !connection.door().isIn()) {
                leave(connection);
            }
        }
        return passed;
    }

    /** Another node talks to the agent. */
    private void leave(Connection connection) {
        wiring.disconnect(connection.peer(), Mtp.CloseReason.GOING_AWAY);
        connections.remove(ConnectionId.of(connection.peer()));
    }

    /** Whether a peer that has said nothing here is left to the node that talks to it. */
    private boolean isElsewhere(Connection connection) {
        if (connection.hasSpoken() || !wiring.isShared(connection.peer())) {
            return false;
        }
        try {
            return wiring.servedBy(connection.peer()).isPresent();
        } catch (UnavailableException away) {
            return false;
        }
    }

    private void received(AgentEvent.Received event, Instant now) {
        // a transport without connections may not have announced it
        Connection connection = connected(event.peer(), now);
        wiring.counters().count(Counter.RECORDS_IN);
        if (connection == null) {
            return;
        }
        UspRecord record;
        try {
            record =
                    UspRecordCodec.decode(
                            event.record(),
                            connection.door().isIn()
                                    ? UspRecordCodec.MAX_SIZE
                                    : MAX_STRANGER_RECORD);
        } catch (UspDecodeException malformed) {
            malformed(connection, malformed, Mtp.CloseReason.MALFORMED);
            event.acknowledge();
            return;
        }
        if (!record.toId().equals(wiring.settings().session().endpointId())) {
            // TR-369 R-E2E.1: not for us
            wiring.counters().count(Counter.RECORDS_MISDIRECTED);
            if (connection.warnOnce()) {
                LOG.warn("{} sends records to {}", this, LogText.of(record.toId()));
            }
            event.acknowledge();
        } else if (!record.fromId().equals(key.endpointId())) {
            // TR-369 R-SEC.0a: not from whom the connection belongs to
            wiring.counters().count(Counter.RECORDS_SPOOFED);
            if (connection.warnOnce()) {
                LOG.warn("{} sends records as {}", this, LogText.of(record.fromId()));
            }
            event.acknowledge();
            core.refused(
                    connection.peer(),
                    record.fromId(),
                    key.endpointId() + " sends records in the name of another");
        } else {
            connection.heard(now);
            accepted(connection, record, event, now);
        }
    }

    /** What cannot be parsed has no answer; a WebSocket is closed with 1003 (TR-369 R-WS.16). */
    private void malformed(
            Connection connection, UspDecodeException malformed, Mtp.CloseReason reason) {
        wiring.counters().count(Counter.RECORDS_MALFORMED);
        if (connection.warnOnce()) {
            LOG.warn(
                    "{} on {} sends what cannot be read: {}",
                    this,
                    connection.peer().transport(),
                    malformed.getMessage());
        }
        if (connection.peer().transport().equals("websocket")) {
            wiring.disconnect(connection.peer(), reason);
            gone(connection.peer());
        }
    }

    private void accepted(
            Connection connection, UspRecord record, AgentEvent.Received event, Instant now) {
        boolean before = connection.spokeBefore();
        if (!before) {
            run(connection.door().greet(now), now);
        }
        if (record.security() != PayloadSecurity.PLAINTEXT) {
            refuse(connection, SECURE_SESSION_NOT_SUPPORTED, "Secure session not supported");
            event.acknowledge();
            return;
        }
        switch (record.body()) {
            case RecordBody.NoSessionContext(Payload payload) ->
                    message(connection, payload, event, now);
            case RecordBody.SessionContext _ -> {
                refuse(connection, SESSION_CONTEXT_NOT_ALLOWED, "Session Context not allowed");
                event.acknowledge();
            }
            case RecordBody.MqttConnect _ -> {
                if (before && connection.door().isIn() && session != null) {
                    run(session.restarted(connection.peer(), now), now);
                }
                event.acknowledge();
            }
            case RecordBody.Connect _ -> event.acknowledge();
            case RecordBody.Disconnect(String reason, int code) -> {
                // TR-369 R-MTP.7 to 9: all that was known of the connection is void
                LOG.info("{} takes its leave: {} {}", this, code, LogText.of(reason));
                gone(connection.peer());
                event.acknowledge();
            }
        }
    }

    /** Once per connection: an agent may answer a disconnect with a disconnect. */
    private void refuse(Connection connection, int code, String text) {
        if (connection.warnOnce()) {
            LOG.warn("{}: {}", this, text);
            wiring.send(connection.peer(), new RecordBody.Disconnect(text, code));
        }
    }

    private void message(
            Connection connection, Payload payload, AgentEvent.Received event, Instant now) {
        UspMessage message;
        try {
            message = UspMessageCodec.decode(payload);
        } catch (UspDecodeException malformed) {
            // TR-369 R-MTP.5: without a message id there is nobody to answer to
            wiring.counters().count(Counter.RECORDS_MALFORMED);
            if (connection.warnOnce()) {
                LOG.warn(
                        "{} sends a message that cannot be read: {}", this, malformed.getMessage());
            }
            event.acknowledge();
            return;
        }
        if (connection.door().isIn()) {
            heard(connection, message, event::acknowledge, now);
            return;
        }
        run(connection.door().received(message, now), now);
        boolean waits =
                connection.door().isDeciding()
                        && connections.containsKey(ConnectionId.of(connection.peer()))
                        && message.body() instanceof Request
                        && connection.park(message, event::acknowledge);
        if (!waits) {
            event.acknowledge();
        }
    }

    private void heard(
            Connection connection, UspMessage message, Runnable acknowledge, Instant now) {
        AgentSession current = session;
        if (current == null) {
            acknowledge.run();
            return;
        }
        List<Effect> effects = current.received(connection.peer(), message, now);
        List<Effect> rest = effects.stream().filter(e -> !(e instanceof Effect.Tell)).toList();
        if (rest.size() == effects.size()) {
            acknowledge.run();
        }
        try {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Tell tell && !core.tell(tell, acknowledge)) {
                    wiring.disconnect(connection.peer(), Mtp.CloseReason.OVERLOAD);
                }
            }
        } finally {
            // the session counts on it, also when the core breaks at what it was told
            run(rest, now);
        }
    }

    private void run(List<Effect> effects, Instant now) {
        Deque<Effect> work = new ArrayDeque<>(effects);
        for (Effect effect = work.poll(); effect != null; effect = work.poll()) {
            work.addAll(perform(effect, now));
        }
    }

    private List<Effect> perform(Effect effect, Instant now) {
        AgentSession current = session;
        return switch (effect) {
            case Effect.Send(MtpPeer to, UspMessage message) -> {
                var outcome = wiring.send(to, message);
                yield current == null ? List.of() : current.sent(message.id(), outcome, now);
            }
            case Effect.Admit(MtpPeer peer, var hello) -> {
                Connection connection = connections.get(ConnectionId.of(peer));
                if (connection != null && isIntruder(peer)) {
                    yield turnAway(peer);
                }
                yield connection == null ? List.of() : core.admit(connection.door(), hello, now);
            }
            case Effect.Equip equip ->
                    current == null ? List.of() : core.equip(current, equip, now);
            case Effect.LetIn letIn -> letIn(letIn, now);
            case Effect.Disconnect(MtpPeer peer, Mtp.CloseReason reason) -> {
                wiring.disconnect(peer, reason);
                remove(peer);
                yield List.of();
            }
            case Effect.Open(var endpoint) ->
                    current == null ? List.of() : core.open(current, endpoint, now);
            case Effect.Pull(var endpoint, var fence) ->
                    current == null ? List.of() : core.pull(current, endpoint, fence, now);
            case Effect.Close _, Effect.Accept _, Effect.Complete _, Effect.Release _ -> {
                core.call(effect, now);
                yield List.of();
            }
            case Effect.Tell tell -> {
                core.tell(tell, () -> {});
                yield List.of();
            }
            case Effect.Note(String text) -> {
                LOG.info("{}: {}", this, LogText.of(text));
                yield List.of();
            }
        };
    }

    /**
     * Everybody who has the enrollment key could say that he is this agent: while one connection of
     * it lives, a second one by a key neither replaces it nor hears what is said to it.
     */
    private boolean isIntruder(MtpPeer peer) {
        return peer.principal().kind() == Principal.Kind.ENROLLMENT_KEY
                && connections.values().stream()
                        .anyMatch(c -> c.door().isIn() && !c.peer().sameConnection(peer));
    }

    private List<Effect> turnAway(MtpPeer peer) {
        core.refused(
                peer,
                key.endpointId(),
                "it is connected already, and an enrollment key is no proof that this is it");
        return List.of(new Effect.Disconnect(peer, Mtp.CloseReason.OVERLOAD));
    }

    private List<Effect> letIn(Effect.LetIn letIn, Instant now) {
        AgentSession current = session;
        if (current == null) {
            current = new AgentSession(wiring.settings().session(), wiring.ids(), letIn.admitted());
            session = current;
        }
        LOG.info("{} is in over {}", this, letIn.peer().transport());
        run(current.attach(letIn.peer(), letIn.admitted(), now), now);
        Connection connection = connections.get(ConnectionId.of(letIn.peer()));
        if (connection != null) {
            connection.unpark(p -> heard(connection, p.message(), p.acknowledge(), now));
        }
        return List.of();
    }

    @Override
    public String toString() {
        return LogText.of(key.endpointId());
    }
}
