package org.trellis.cwmp.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.cwmp.CwmpMetrics;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.auth.Proof;
import org.trellis.cwmp.codec.CwmpEncoder;
import org.trellis.cwmp.codec.EncodingOptions;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.session.Arrival;
import org.trellis.cwmp.session.Effect;
import org.trellis.cwmp.session.Input;
import org.trellis.cwmp.session.Question;
import org.trellis.cwmp.session.Reply;
import org.trellis.cwmp.session.SessionMachine;
import org.trellis.cwmp.session.SessionState;
import org.trellis.cwmp.session.Settings;
import org.trellis.cwmp.session.Step;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.UnavailableException;

/**
 * Runs the session machine against the core. A step counts only when all its effects are done: if
 * the store is away in between, the state is what it was and the device is told to come later.
 * Thread-safe; blocks on the store.
 */
final class SessionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(SessionDriver.class);
    private static final HexFormat HEX = HexFormat.of();

    /** A session that has lasted that long ends when its current command is done. */
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    /** A session that says nothing for so long does not fetch commands soon. */
    private static final Duration LIVELY = Duration.ofSeconds(5);

    private static final Duration LINGER = Duration.ofSeconds(5);

    private final SessionMachine machine;
    private final SouthboundPort port;
    private final CwmpEncoder encoder = new CwmpEncoder();
    private final SessionTable table;
    private final LostInforms lost = new LostInforms();
    private final CwmpSettings.Limits limits;
    private final CwmpMetrics metrics;
    private final RandomGenerator random;
    private final ConcurrentLinkedQueue<LiveSession> unsettled = new ConcurrentLinkedQueue<>();

    SessionDriver(
            SessionMachine machine,
            SouthboundPort port,
            SessionTable table,
            CwmpSettings.Limits limits,
            CwmpMetrics metrics,
            RandomGenerator random) {
        this.machine = machine;
        this.port = port;
        this.table = table;
        this.limits = limits;
        this.metrics = metrics;
        this.random = random;
    }

    /**
     * What a POST is, besides its message.
     *
     * @param bodyHash of its bytes
     */
    record Post(
            Optional<Envelope> message,
            long bodyHash,
            Peer peer,
            String remoteAddress,
            Instant at) {}

    /** An Inform: a new session. */
    Outgoing open(Envelope envelope, Inform inform, Proof proof, Post post) {
        metrics.inform();
        Arrival arrival =
                new Arrival(
                        proof.principal(),
                        post.remoteAddress(),
                        post.at(),
                        random(4) + "-",
                        repeated(inform).orElseGet(() -> random(16)));
        return switch (machine.open(envelope, inform, arrival)) {
            case SessionMachine.Opening.Refused(Envelope fault) ->
                    Outgoing.soap(encoder.encode(fault, EncodingOptions.DEFAULT));
            case SessionMachine.Opening.Begun(Step step) -> begin(step, envelope, proof, post);
        };
    }

    private Outgoing begin(Step first, Envelope envelope, Proof proof, Post post) {
        LiveSession session =
                new LiveSession(
                        random(16),
                        proof,
                        post.remoteAddress(),
                        first.state(),
                        idleNanos(envelope),
                        System.nanoTime());
        session.lock.lock();
        boolean begun = false;
        try {
            Outgoing outgoing = run(session, first);
            begun = true;
            if (!session.isOpen()) {
                return outgoing;
            }
            remember(session, post);
            table.add(session);
            return outgoing.withCookie(session.cookie);
        } catch (BusyException e) {
            return Outgoing.later(5);
        } catch (UnavailableException e) {
            // The events may be stored all the same; the device will say them again.
            lost.add(session.state());
            throw e;
        } finally {
            if (!begun) {
                // It may be open at the core already; the device begins anew.
                closed(session);
            }
            session.lock.unlock();
        }
    }

    private String random(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HEX.formatHex(made);
    }

    /** Another POST of a session. */
    Outgoing post(LiveSession session, Post post) {
        session.lock.lock();
        try {
            if (!session.isOpen() && session.state().phase() != SessionState.Phase.CLOSED) {
                // It was cut in the middle: revoked, timed out, or overtaken by a new Inform.
                return Outgoing.empty(session.emptyIs200 ? 200 : 204);
            }
            Input.Posted posted =
                    new Input.Posted(
                            post.message(),
                            session.bodyHash == post.bodyHash(),
                            session.peer != post.peer());
            if (session.posts == 1) {
                lost.arrived(session.state().inform());
            }
            Outgoing outgoing = run(session, machine.step(session.state(), posted));
            remember(session, post);
            return outgoing;
        } catch (BusyException e) {
            throw new IllegalStateException("only an Inform can find the device busy", e);
        } finally {
            session.lock.unlock();
        }
    }

    private static void remember(LiveSession session, Post post) {
        session.bodyHash = post.bodyHash();
        session.peer = post.peer();
        session.posts++;
        session.touch(System.nanoTime());
        post.peer().carries(session);
    }

    private long idleNanos(Envelope inform) {
        long seconds =
                Math.max(
                        limits.sessionIdle().toSeconds(),
                        inform.header().sessionTimeoutSeconds().orElse(0));
        return Duration.ofSeconds(Math.min(seconds, limits.sessionIdleCap().toSeconds())).toNanos();
    }

    private Optional<String> repeated(Inform inform) {
        if (inform.retryCount() == 0) {
            return Optional.empty();
        }
        // The session before may still wait for its second POST.
        SessionMachine.endpointId(inform)
                .map(table::byEndpoint)
                .filter(before -> before.posts == 1)
                .ifPresent(before -> lost.add(before.state()));
        return lost.repeated(inform);
    }

    /** The device's session before is in the middle of an answer. */
    private static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;

        BusyException() {
            super("busy", null, false, false);
        }
    }

    private Outgoing run(LiveSession session, Step first) throws BusyException {
        Step step = first;
        while (true) {
            for (Effect effect : step.effects()) {
                perform(session, effect);
            }
            switch (step.next()) {
                case Step.Ask(Question question) ->
                        step = machine.step(step.state(), ask(session, question));
                case Step.Answer(Reply reply) -> {
                    session.state(step.state());
                    return answer(session, reply);
                }
            }
        }
    }

    private void perform(LiveSession session, Effect effect) {
        switch (effect) {
            case Effect.Report(var delivery) -> port.report(owned(session).endpoint(), delivery);
            case Effect.Open _ -> {
                var endpoint = owned(session).endpoint();
                session.own(new LiveSession.Owned(endpoint, port.opened(endpoint)));
            }
            case Effect.Accept(var lease) -> port.accepted(lease);
            case Effect.Complete(var lease, var result) -> port.complete(lease, result);
            case Effect.Release(var lease, var reason) -> port.release(lease, reason);
            case Effect.Remember(var settings) ->
                    port.remember(owned(session).endpoint(), settings);
        }
    }

    private static LiveSession.Owned owned(LiveSession session) {
        return session.owned().orElseThrow();
    }

    private Input ask(LiveSession session, Question question) throws BusyException {
        return switch (question) {
            case Question.Admit(var hello) -> {
                Admission admission = port.admit(hello);
                if (admission instanceof Admission.Admitted(var endpoint, var context)) {
                    supersede(endpoint.id());
                    session.own(
                            new LiveSession.Owned(
                                    endpoint, new org.trellis.southbound.Fence(0, 0)));
                    adopt(session, context);
                }
                yield new Input.Admitted(admission);
            }
            case Question.Pull _ -> new Input.Pulled(pull(session));
            case Question.Login _ -> new Input.LoginMade(port.ownLogin(owned(session).endpoint()));
        };
    }

    private static void adopt(LiveSession session, DeviceContext context) {
        session.encoding = Settings.encoding(context.settings());
        session.emptyIs200 = Settings.emptyIs200(context.settings());
    }

    private Optional<org.trellis.southbound.Lease> pull(LiveSession session) {
        if (session.ageNanos(System.nanoTime()) > MAX_AGE.toNanos()) {
            return Optional.empty();
        }
        LiveSession.Owned owned = owned(session);
        while (true) {
            session.looking();
            var lease = port.next(owned.endpoint(), owned.fence());
            if (lease.isPresent() || session.endUnlessNudged()) {
                return lease;
            }
        }
    }

    private Outgoing answer(LiveSession session, Reply reply) {
        return switch (reply) {
            case Reply.Soap(Envelope envelope) -> {
                byte[] body = encoder.encode(envelope, session.encoding);
                session.sent = new LiveSession.Sent(200, body);
                yield Outgoing.soap(body);
            }
            case Reply.Empty _ -> {
                if (session.isOpen()) {
                    metrics.sessionCompleted();
                    finish(session);
                }
                yield Outgoing.empty(session.emptyIs200 ? 200 : 204);
            }
            case Reply.Again _ -> {
                LiveSession.Sent sent = session.sent;
                yield sent == null ? Outgoing.error(400) : Outgoing.soap(sent.body());
            }
            case Reply.Error(int status, String reason) -> {
                LOG.atInfo()
                        .addKeyValue("protocol", "cwmp")
                        .addKeyValue("session", session.cookie.substring(0, 8))
                        .log("session refused with {}: {}", status, reason);
                end(session);
                yield Outgoing.error(status);
            }
        };
    }

    /** A new Inform of the device ends the session it had (rule R2). */
    private void supersede(EndpointId endpoint) throws BusyException {
        LiveSession before = table.byEndpoint(endpoint);
        if (before == null) {
            return;
        }
        if (!before.lock.tryLock()) {
            throw new BusyException();
        }
        try {
            end(before);
        } finally {
            before.lock.unlock();
        }
    }

    /** The session is over without a good end; called with its lock. */
    void end(LiveSession session) {
        if (!session.isOpen()) {
            return;
        }
        metrics.sessionBroken();
        if (session.posts == 1) {
            lost.add(session.state());
        }
        if (!settle(session)) {
            unsettled.add(session);
        }
        finish(session);
    }

    private void finish(LiveSession session) {
        if (session.finish()) {
            table.ended(session);
            closed(session);
        }
    }

    private void closed(LiveSession session) {
        session.owned()
                .ifPresent(owned -> {
                    try {
                        port.closed(owned.endpoint(), owned.fence());
                    } catch (UnavailableException e) {
                        // Presence runs out by itself.
                        LOG.debug("the end of a session could not be stored");
                    }
                });
    }

    /** Gives its command back; false if the core cannot take it now. */
    private boolean settle(LiveSession session) {
        try {
            List<Effect> effects = machine.abort(session.state());
            effects.forEach(effect -> perform(session, effect));
            return true;
        } catch (UnavailableException e) {
            return false;
        }
    }

    /** True if an open session of the endpoint will fetch what is there. */
    boolean nudge(EndpointId endpoint) {
        LiveSession session = table.byEndpoint(endpoint);
        return session != null
                && session.quietNanos(System.nanoTime()) < LIVELY.toNanos()
                && session.nudge();
    }

    /** Ends what has been silent for too long; called about once a second. */
    void sweep(long nowNanos) {
        for (LiveSession session : table.all()) {
            long quiet = session.quietNanos(nowNanos);
            if (!session.isOpen()) {
                if (quiet > LINGER.toNanos()) {
                    table.forget(session);
                }
            } else if (quiet > session.idleNanos && session.lock.tryLock()) {
                try {
                    LOG.atInfo()
                            .addKeyValue("protocol", "cwmp")
                            .addKeyValue("device", device(session))
                            .log("session timed out");
                    end(session);
                } finally {
                    session.lock.unlock();
                }
            }
        }
        for (@Nullable LiveSession session = unsettled.poll();
                session != null;
                session = unsettled.poll()) {
            if (!settle(session)) {
                unsettled.add(session);
                break;
            }
        }
    }

    /** A message or a bug of ours broke the session. */
    void fail(LiveSession session) {
        session.lock.lock();
        try {
            end(session);
        } finally {
            session.lock.unlock();
        }
    }

    /** Ends the sessions that are meant; a request that is being answered is waited for. */
    void revoked(Revocation whose) {
        table.all().stream().filter(session -> concerns(whose, session)).forEach(this::fail);
    }

    private static boolean concerns(Revocation whose, LiveSession session) {
        return switch (whose) {
            case Revocation.OfPrincipal(var principal) ->
                    principal.equals(session.proof.principal());
            case Revocation.OfDevice(var tenant, var device, _) ->
                    session.owned()
                            .map(LiveSession.Owned::endpoint)
                            .filter(e -> e.tenant().equals(tenant) && e.device().equals(device))
                            .isPresent();
        };
    }

    static String device(LiveSession session) {
        return session.owned().map(o -> o.endpoint().device().value()).orElse("unknown");
    }

    /** Gives back every command; nothing is answered after that. */
    void close() {
        for (LiveSession session : table.all()) {
            session.lock.lock();
            try {
                end(session);
            } finally {
                session.lock.unlock();
            }
        }
    }
}
