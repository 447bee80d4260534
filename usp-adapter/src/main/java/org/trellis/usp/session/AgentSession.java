package org.trellis.usp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.Admission;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.ReleaseReason;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/**
 * One agent that is let in, over one or several transports: its requests that are out, its commands
 * and its notifications. Answers are matched by message id within this agent only. Confined to one
 * thread at a time.
 */
public final class AgentSession {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Somebody waits for the answer to a message. */
    private sealed interface Asker {
        record ByCommand(Lease lease, CommandPlan plan) implements Asker {}

        record ByHousekeeping() implements Asker {}
    }

    private record Pending(Asker asker, MtpPeer to, Instant sent, Instant deadline) {}

    private final SessionSettings settings;
    private final Supplier<String> ids;
    private final Routes routes = new Routes();
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private Endpoint endpoint;
    private DeviceContext context;
    private @Nullable Fence fence;
    private @Nullable Lease held;
    private @Nullable Housekeeping housekeeping;
    private Instant heard = Instant.MIN;
    private Instant tryAgain = Instant.MAX;
    private boolean draining;

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

    /** Whether nothing is out. */
    public boolean isIdle() {
        return pending.isEmpty() && held == null;
    }

    /** When {@link #tick} is due. */
    public Instant deadline() {
        return pending.values().stream()
                .map(Pending::deadline)
                .min(Instant::compareTo)
                .filter(d -> d.isBefore(tryAgain))
                .orElse(tryAgain);
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
        }
        return effects;
    }

    /** The agent says that it connected anew over what is one connection to us (an MQTT broker). */
    public List<Effect> restarted(MtpPeer peer) {
        List<Effect> effects = new ArrayList<>(lost(peer));
        if (routes.size() == 1) {
            effects.addAll(reopen());
        }
        return effects;
    }

    /** A new connection is a new opening: whoever was there before is fenced. */
    private List<Effect> reopen() {
        List<Effect> effects = new ArrayList<>(unhold());
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
        housekeeping = new Housekeeping(settings, context.model());
        return keepHouse(now);
    }

    /** Commands wait. */
    public List<Effect> woken() {
        return pull();
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
                        && commandsOut() < settings.window()
                        && !writeIsOut();
        return may && current != null ? List.of(new Effect.Pull(endpoint, current)) : List.of();
    }

    private long commandsOut() {
        return pending.values().stream().filter(p -> p.asker() instanceof Asker.ByCommand).count();
    }

    private boolean writeIsOut() {
        return pending.values().stream()
                .anyMatch(p ->
                        p.asker() instanceof Asker.ByCommand(Lease lease, var _)
                                && !lease.command().operation().readOnly());
    }

    /** What a pull brought. A write waits until the reads that are out have ended. */
    public List<Effect> leased(Lease lease, Instant now) {
        if (!isLive()) {
            return List.of(new Effect.Release(lease, ReleaseReason.NOT_SENT));
        }
        if (!lease.command().operation().readOnly() && commandsOut() > 0) {
            held = lease;
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(start(lease, now));
        effects.addAll(pull());
        return effects;
    }

    private List<Effect> start(Lease lease, Instant now) {
        CommandPlan plan = CommandPlan.of(lease);
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
            case Step.Running() -> List.of(new Effect.Accept(asker.lease()));
        };
    }

    private List<Effect> ask(Asker asker, Request request, Duration patience, Instant now) {
        MtpPeer to = routes.current();
        String id = ids.get();
        pending.put(id, new Pending(asker, to, now, now.plus(patience)));
        return List.of(new Effect.Send(to, new UspMessage(id, request)));
    }

    /** A message of this agent. */
    public List<Effect> received(MtpPeer from, UspMessage message, Instant now) {
        routes.heard(from);
        heard = now;
        return switch (message.body()) {
            case Request request -> asked(from, message.id(), request, now);
            case Response _, ErrorMessage _ -> answered(message, now);
        };
    }

    private List<Effect> answered(UspMessage message, Instant now) {
        Pending asked = pending.remove(message.id());
        if (asked == null) {
            // TR-369 R-MSG.9: too late, or never asked
            return List.of();
        }
        return switch (asked.asker()) {
            case Asker.ByHousekeeping _ -> {
                Housekeeping current = housekeeping;
                if (current != null) {
                    current.answered(message.body());
                }
                yield keepHouse(now);
            }
            case Asker.ByCommand command -> {
                List<Effect> effects =
                        new ArrayList<>(go(command, step(command.plan(), message.body()), now));
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
        if (waiting != null && commandsOut() == 0) {
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
        Optional<Request> next = isLive() ? current.next() : Optional.empty();
        if (next.isPresent()) {
            effects.addAll(
                    ask(new Asker.ByHousekeeping(), next.get(), settings.requestTimeout(), now));
        } else {
            housekeeping = null;
            effects.addAll(pull());
        }
        return effects;
    }

    private List<Effect> asked(MtpPeer from, String id, Request request, Instant now) {
        return switch (request) {
            case Request.Notify notify -> notified(from, id, notify, now);
            case Request.Register _ -> error(from, id, 7001, "services are not hosted here");
            case Request.Deregister(List<String> paths) ->
                    // TR-369 R-DEREG.4: never an Error
                    List.of(
                            new Effect.Send(
                                    from,
                                    new UspMessage(
                                            id,
                                            new Response.DeregisterResult(
                                                    paths.stream()
                                                            .map(AgentSession::notRegistered)
                                                            .toList()))));
            case Request.Unknown _ -> error(from, id, 7004, "unknown request");
            case Request.Get _,
                    Request.GetSupportedDm _,
                    Request.GetInstances _,
                    Request.Set _,
                    Request.Add _,
                    Request.Delete _,
                    Request.Operate _,
                    Request.GetSupportedProtocol _ ->
                    error(from, id, 7001, "a controller has no data model");
        };
    }

    private static Response.ObjectResult<List<String>> notRegistered(String path) {
        return new Response.ObjectResult<>(
                path,
                new Response.ObjectOutcome.Failure<>(new Fault(7030, "not registered"), List.of()));
    }

    private static List<Effect> error(MtpPeer to, String id, int code, String text) {
        return List.of(new Effect.Send(to, new UspMessage(id, ErrorMessage.of(code, text))));
    }

    private List<Effect> notified(MtpPeer from, String id, Request.Notify notify, Instant now) {
        Optional<Effect.Send> answer =
                notify.sendResponse()
                        ? Optional.of(
                                new Effect.Send(
                                        from,
                                        new UspMessage(
                                                id,
                                                new Response.NotifyResult(
                                                        notify.subscriptionId()))))
                        : Optional.empty();
        List<Effect> effects = new ArrayList<>();
        effects.add(
                new Effect.Tell(
                        endpoint,
                        new Delivery(
                                Notifications.reports(notify.notification(), context.model()),
                                Optional.of(id)),
                        answer));
        boolean forgotten =
                notify.notification() instanceof Notification.OnBoardRequest
                        || Notifications.isFactoryReset(notify.notification());
        if (forgotten && fence != null && housekeeping == null) {
            // what was put in order there is gone
            effects.addAll(tidy(now));
        }
        return effects;
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
        Pending asked = pending.remove(id);
        if (asked == null) {
            return List.of();
        }
        pause(now);
        return switch (asked.asker()) {
            case Asker.ByHousekeeping _ -> {
                housekeeping = null;
                yield List.of();
            }
            case Asker.ByCommand(Lease lease, var _) -> List.of(new Effect.Release(lease, reason));
        };
    }

    /** The connection is over. */
    public List<Effect> detach(MtpPeer peer) {
        if (!routes.remove(peer)) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(lost(peer));
        if (!isLive()) {
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
        List<Effect> effects = new ArrayList<>();
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending asked = all.next();
            if (!asked.to().sameConnection(peer)) {
                continue;
            }
            all.remove();
            switch (asked.asker()) {
                case Asker.ByHousekeeping _ -> housekeeping = null;
                case Asker.ByCommand(Lease lease, var _) ->
                        effects.add(new Effect.Release(lease, ReleaseReason.MAYBE_SENT));
            }
        }
        return effects;
    }

    /** Time passes: requests that were not answered in time. */
    public List<Effect> tick(Instant now) {
        List<Effect> effects = new ArrayList<>();
        if (!now.isBefore(tryAgain)) {
            tryAgain = Instant.MAX;
            if (isLive() && fence == null) {
                effects.add(new Effect.Open(endpoint));
            } else {
                effects.addAll(pull());
            }
        }
        List<String> late =
                pending.entrySet().stream()
                        .filter(e -> !now.isBefore(e.getValue().deadline()))
                        .map(Map.Entry::getKey)
                        .toList();
        for (String id : late) {
            Pending asked = pending.remove(id);
            if (asked != null) {
                effects.addAll(timedOut(asked, now));
            }
        }
        return effects;
    }

    private List<Effect> timedOut(Pending asked, Instant now) {
        if (!heard.isAfter(asked.sent())) {
            // not a word since: the agent is gone, whatever the transport believes
            List<Effect> effects = new ArrayList<>();
            if (asked.asker() instanceof Asker.ByCommand(Lease lease, var _)) {
                effects.add(new Effect.Release(lease, ReleaseReason.MAYBE_SENT));
            } else {
                housekeeping = null;
            }
            effects.add(new Effect.Disconnect(asked.to(), Mtp.CloseReason.GOING_AWAY));
            effects.addAll(detach(asked.to()));
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
