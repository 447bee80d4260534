package org.trellis.usp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.Admission;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Principal;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;
import org.trellis.usp.session.InFlight.Asker;
import org.trellis.usp.session.InFlight.Pending;

/**
 * One agent that is let in, over one or several transports: its requests that are out, its commands
 * and its notifications. Answers are matched by message id within this agent only. Confined to one
 * thread at a time.
 */
public final class AgentSession {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Of an agent that has not told how often it calls. */
    private static final Duration ASSUMED_INTERVAL = Duration.ofHours(1);

    private final SessionSettings settings;
    private final Supplier<String> ids;
    private final Routes routes = new Routes();
    private final InFlight inFlight = new InFlight();
    private final Outstanding outstanding = new Outstanding();

    private Endpoint endpoint;
    private DeviceContext context;
    private @Nullable Fence fence;
    private @Nullable Lease held;
    private @Nullable Housekeeping housekeeping;
    private Duration interval = ASSUMED_INTERVAL;
    private Instant heard = Instant.MIN;
    private Instant tryAgain = Instant.MAX;
    private boolean untidy;
    private boolean draining;
    private boolean elsewhere;

    /**
     * @param ids message ids that were never used before (TR-369 R-MSG.8)
     */
    public AgentSession(
            SessionSettings settings, Supplier<String> ids, Admission.Admitted admitted) {
        this.settings = settings;
        this.ids = ids;
        this.endpoint = admitted.endpoint();
        this.context = admitted.context();
    }

    /** Whether it can be sent to. */
    public boolean isLive() {
        return !routes.isEmpty();
    }

    /** How often the agent says of its own accord that it is there. */
    public Duration interval() {
        return interval;
    }

    /** Whether nothing is out. */
    public boolean isIdle() {
        return inFlight.isEmpty() && held == null;
    }

    /** When {@link #tick} is due. */
    public Instant deadline() {
        return inFlight.deadline().filter(d -> d.isBefore(tryAgain)).orElse(tryAgain);
    }

    /** A connection is in. One that it replaces on the same transport is ended (TR-369 R-WS.4). */
    public List<Effect> attach(MtpPeer peer, Admission.Admitted admitted, Instant now) {
        List<Effect> effects = new ArrayList<>();
        Optional<MtpPeer> replaced = routes.add(peer);
        heard = now;
        context = admitted.context();
        if (replaced.isPresent()) {
            effects.addAll(lost(replaced.get()));
            effects.add(new Effect.Disconnect(replaced.get(), Mtp.CloseReason.REPLACED));
        }
        if (routes.size() == 1) {
            endpoint = admitted.endpoint();
            effects.addAll(reopen());
        } else if (replaced.isPresent()) {
            effects.addAll(goOn(now));
        }
        return effects;
    }

    /** The agent says that it connected anew over what is one connection to us (an MQTT broker). */
    public List<Effect> restarted(MtpPeer peer, Instant now) {
        List<Effect> effects = new ArrayList<>(lost(peer));
        if (routes.size() == 1) {
            effects.addAll(reopen());
        } else {
            untidy = true;
            effects.addAll(goOn(now));
        }
        return effects;
    }

    /** After a loss: what is left is done over the connection that is left. */
    private List<Effect> goOn(Instant now) {
        if (!isLive() || fence == null) {
            return List.of();
        }
        return untidy && housekeeping == null ? tidy(now) : further(now);
    }

    /** A new connection is a new opening: whoever was there before is fenced. */
    private List<Effect> reopen() {
        List<Effect> effects = new ArrayList<>(unhold());
        elsewhere = false;
        fence = null;
        housekeeping = null;
        tryAgain = Instant.MAX;
        effects.add(new Effect.Open(endpoint));
        return effects;
    }

    private List<Effect> unhold() {
        Lease waiting = held;
        held = null;
        return waiting == null
                ? List.of()
                : List.of(new Effect.Release(waiting, ReleaseReason.NOT_SENT));
    }

    public List<Effect> opened(Fence given, Instant now) {
        fence = given;
        tryAgain = Instant.MAX;
        return tidy(now);
    }

    /** The core could not be asked, or the transport takes nothing: not at once again. */
    public void pause(Instant now) {
        tryAgain = now.plus(PAUSE);
    }

    private List<Effect> tidy(Instant now) {
        untidy = false;
        housekeeping = new Housekeeping(settings, context.model(), now);
        return keepHouse(now);
    }

    /** Commands wait. */
    public List<Effect> woken() {
        List<Effect> back = servedHere();
        return back.isEmpty() ? pull() : back;
    }

    /** Another node talks to the agent. */
    public void servedElsewhere() {
        elsewhere = true;
    }

    /** This node does: what another one has left at the agent has to be found out. */
    public List<Effect> servedHere() {
        return elsewhere && isLive() && inFlight.isEmpty() ? reopen() : List.of();
    }

    /** No further commands are taken. */
    public void drain() {
        draining = true;
    }

    private List<Effect> pull() {
        Fence current = fence;
        boolean may =
                current != null
                        && !draining
                        && tryAgain.equals(Instant.MAX)
                        && housekeeping == null
                        && held == null
                        && isLive()
                        && inFlight.commands() < settings.window()
                        && !inFlight.hasWrite();
        return may && current != null ? List.of(new Effect.Pull(endpoint, current)) : List.of();
    }

    /** What a pull brought. A write waits until the reads that are out have ended. */
    public List<Effect> leased(Lease lease, Instant now) {
        if (!isLive()) {
            return List.of(new Effect.Release(lease, ReleaseReason.NOT_SENT));
        }
        if (!lease.command().operation().readOnly() && inFlight.commands() > 0) {
            held = lease;
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(start(lease, now));
        Fence current = fence;
        if (current != null && current.epoch() != lease.fence().epoch()) {
            // the device was another node's meanwhile, and no new opening told
            fence = lease.fence();
            effects.addAll(housekeeping == null ? tidy(now) : List.of());
        }
        effects.addAll(pull());
        return effects;
    }

    private List<Effect> start(Lease lease, Instant now) {
        CommandPlan plan = CommandPlan.of(lease, settings.endpointId());
        return go(new Asker.ByCommand(lease, plan), plan.begin(), now);
    }

    private List<Effect> go(Asker.ByCommand asker, Step step, Instant now) {
        return switch (step) {
            case Step.Ask(Request request, boolean slow) ->
                    ask(
                            asker,
                            request,
                            slow ? settings.longTimeout() : settings.requestTimeout(),
                            now);
            case Step.Done(CommandResult result) ->
                    List.of(new Effect.Complete(asker.lease(), result));
            case Step.Running running -> {
                outstanding.started(asker.lease().command().tag(), running);
                yield List.of(new Effect.Accept(asker.lease()));
            }
        };
    }

    private List<Effect> ask(Asker asker, Request request, Duration patience, Instant now) {
        MtpPeer to = routes.current();
        String id = ids.get();
        inFlight.add(id, new Pending(asker, to, now, now.plus(patience)));
        return List.of(new Effect.Send(to, new UspMessage(id, request)));
    }

    /** A message of this agent. */
    public List<Effect> received(MtpPeer from, UspMessage message, Instant now) {
        routes.heard(from);
        heard = now;
        return switch (message.body()) {
            case Request request -> asked(from, message, request, now);
            case Response _, ErrorMessage _ -> answered(message, now);
        };
    }

    private List<Effect> answered(UspMessage message, Instant now) {
        // TR-369 R-MSG.9: what comes too late, or was never asked, is not looked at
        return inFlight.remove(message.id())
                .map(asked -> answered(asked.asker(), message.body(), now))
                .orElse(List.of());
    }

    private List<Effect> answered(Asker asker, MessageBody body, Instant now) {
        return switch (asker) {
            case Asker.ByHousekeeping _ -> {
                Housekeeping current = housekeeping;
                if (current != null) {
                    current.answered(body);
                    interval = current.interval().orElse(interval);
                }
                yield keepHouse(now);
            }
            case Asker.ByCommand command -> {
                List<Effect> effects =
                        new ArrayList<>(go(command, step(command.plan(), body), now));
                effects.addAll(further(now));
                yield effects;
            }
        };
    }

    private static Step step(CommandPlan plan, MessageBody body) {
        return switch (body) {
            case Response response -> plan.answered(response);
            case ErrorMessage error -> plan.refused(error);
            case Request _ -> throw new IllegalArgumentException("a request is no answer");
        };
    }

    /** After something has ended: the write that waits, or the next commands. */
    private List<Effect> further(Instant now) {
        Lease waiting = held;
        if (waiting != null && inFlight.commands() == 0) {
            held = null;
            return start(waiting, now);
        }
        return pull();
    }

    private List<Effect> keepHouse(Instant now) {
        Housekeeping current = housekeeping;
        if (current == null) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        current.notes().forEach(n -> effects.add(new Effect.Note(n)));
        current.operations()
                .map(Delivery::of)
                .ifPresent(d -> effects.add(new Effect.Tell(endpoint, d, Optional.empty())));
        if (current.foundNothing() && context.model().isKnown()) {
            // of an agent that was here before: its own word for it went to a subscription that the
            // reset has wiped
            effects.add(
                    new Effect.Tell(endpoint, Delivery.of(new Report.Reset()), Optional.empty()));
        }
        Optional<Request> next = isLive() ? current.next() : Optional.empty();
        if (next.isPresent()) {
            effects.addAll(
                    ask(new Asker.ByHousekeeping(), next.get(), settings.requestTimeout(), now));
        } else if (isLive() && byKey() && current.wantsLogin()) {
            effects.add(new Effect.Equip(endpoint));
        } else {
            housekeeping = null;
            effects.addAll(further(now));
        }
        return effects;
    }

    private boolean byKey() {
        return routes.current().principal().kind() == Principal.Kind.ENROLLMENT_KEY;
    }

    /** What the agent shall show from now on; empty if it keeps what it has. */
    public List<Effect> equipped(
            Optional<DeviceLogin> credential, Set<String> transports, Instant now) {
        Housekeeping current = housekeeping;
        if (current == null || !isLive()) {
            return List.of();
        }
        current.equip(credential, transports);
        return keepHouse(now);
    }

    private List<Effect> asked(MtpPeer from, UspMessage message, Request request, Instant now) {
        List<Effect> effects = new ArrayList<>();
        effects.add(counted(Served.request(endpoint, context, from, message, request)));
        boolean startedAnew =
                request instanceof Request.Notify notify
                        && (notify.notification() instanceof Notification.OnBoardRequest
                                || Notifications.isBoot(notify.notification()));
        if (startedAnew && fence != null && housekeeping == null) {
            // what was put in order there may be gone, and the operations are
            effects.addAll(tidy(now));
        }
        return effects;
    }

    private Effect counted(Effect effect) {
        return effect instanceof Effect.Tell(var to, Delivery delivery, var answer)
                ? new Effect.Tell(to, outstanding.counted(delivery), answer)
                : effect;
    }

    /** What became of a message that was to be sent. */
    public List<Effect> sent(String id, SendOutcome outcome, Instant now) {
        return switch (outcome) {
            case SendOutcome.Sent _ -> List.of();
            case SendOutcome.NotSent _ -> failed(id, ReleaseReason.NOT_SENT, now);
            case SendOutcome.MaybeSent _ -> failed(id, ReleaseReason.MAYBE_SENT, now);
        };
    }

    private List<Effect> failed(String id, ReleaseReason reason, Instant now) {
        Optional<Pending> asked = inFlight.remove(id);
        if (asked.isEmpty()) {
            return List.of();
        }
        pause(now);
        return given(asked.get(), reason);
    }

    /**
     * Somebody waits in vain. An agent that reboots may be gone before its answer was out: its boot
     * event tells.
     */
    private List<Effect> given(Pending asked, ReleaseReason reason) {
        return switch (asked.asker()) {
            case Asker.ByHousekeeping _ -> {
                housekeeping = null;
                untidy = true;
                yield List.of();
            }
            case Asker.ByCommand(Lease lease, CommandPlan plan) ->
                    List.of(
                            plan.endsConnection() && reason == ReleaseReason.MAYBE_SENT
                                    ? new Effect.Accept(lease)
                                    : new Effect.Release(lease, reason));
        };
    }

    /** The connection is over. */
    public List<Effect> detach(MtpPeer peer, Instant now) {
        if (!routes.remove(peer)) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(lost(peer));
        if (isLive()) {
            effects.addAll(goOn(now));
        } else {
            effects.addAll(unhold());
            housekeeping = null;
            tryAgain = Instant.MAX;
            Fence last = fence;
            if (last != null) {
                fence = null;
                effects.add(new Effect.Close(endpoint, last));
            }
        }
        return effects;
    }

    /** What was asked over a connection that is gone is not answered any more. */
    private List<Effect> lost(MtpPeer peer) {
        return inFlight.over(peer).stream()
                .flatMap(asked -> given(asked, ReleaseReason.MAYBE_SENT).stream())
                .toList();
    }

    /** Time passes: requests that were not answered in time. */
    public List<Effect> tick(Instant now) {
        List<Effect> effects = new ArrayList<>();
        if (!now.isBefore(tryAgain)) {
            tryAgain = Instant.MAX;
            if (isLive() && fence == null) {
                effects.add(new Effect.Open(endpoint));
            } else {
                effects.addAll(goOn(now));
            }
        }
        for (Pending late : inFlight.late(now)) {
            effects.addAll(timedOut(late, now));
        }
        return effects;
    }

    private List<Effect> timedOut(Pending asked, Instant now) {
        if (!heard.isAfter(asked.sent())) {
            // not a word since: the agent is gone, whatever the transport believes
            List<Effect> effects = new ArrayList<>(given(asked, ReleaseReason.MAYBE_SENT));
            effects.add(new Effect.Disconnect(asked.to(), Mtp.CloseReason.GOING_AWAY));
            effects.addAll(detach(asked.to(), now));
            return effects;
        }
        return switch (asked.asker()) {
            case Asker.ByHousekeeping _ -> keepHouse(now);
            case Asker.ByCommand(Lease lease, var _) -> {
                List<Effect> effects = new ArrayList<>();
                PathError error =
                        PathError.of("", ErrorCode.TIMEOUT, "the agent did not answer in time");
                effects.add(
                        new Effect.Complete(
                                lease,
                                lease.command().operation().repeatable()
                                        ? CommandResult.failed(error)
                                        : CommandResult.outcomeUnknown(error)));
                effects.addAll(further(now));
                yield effects;
            }
        };
    }
}
