package org.trellis.usp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Protocol;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.RequestedPath;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;

/**
 * One connection on its way in (TR-369 E.2, our admission): known by its endpoint id, or after its
 * identity was read. Whoever is not let in is told nothing, and asked nothing but its identity.
 */
public final class Door {

    /** How long a stranger has to tell its identity. */
    private static final Duration IDENTITY = Duration.ofSeconds(15);

    /** How often somebody who waits may make us ask the core again. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** An MQTT agent is heard of before it listens: it is spoken to once it has spoken. */
    private static final Duration SHY = Duration.ofSeconds(5);

    private enum State {
        ASKING,
        READING,
        SHUT,
        IN
    }

    private final MtpPeer peer;
    private final Supplier<String> ids;

    private State state = State.ASKING;
    private Instant deadline = Instant.MAX;
    private Instant quietUntil = Instant.MIN;
    private String question = "";
    private Optional<DeviceIdentity> identity = Optional.empty();
    private boolean identityRead;
    private boolean greeted;

    /**
     * @param ids message ids that were never used before
     */
    public Door(MtpPeer peer, Supplier<String> ids) {
        this.peer = peer;
        this.ids = ids;
    }

    public boolean isIn() {
        return state == State.IN;
    }

    /** Whether it may still come in without anybody's doing. */
    public boolean isDeciding() {
        return state == State.ASKING || state == State.READING;
    }

    /** When {@link #tick} is due. */
    public Instant deadline() {
        return deadline;
    }

    /** The connection is up. */
    public List<Effect> connected(Instant now) {
        if (peer.transport().equals("mqtt")) {
            deadline = now.plus(SHY);
            return List.of();
        }
        return greet(now);
    }

    /** The first record is here. */
    public List<Effect> greet(Instant now) {
        return greeted ? List.of() : knock(now);
    }

    /** Somebody knocks: once, and again when an operator may have decided otherwise. */
    public List<Effect> knock(Instant now) {
        if (state == State.READING || state == State.IN) {
            return List.of();
        }
        greeted = true;
        state = State.ASKING;
        deadline = now.plus(ASK_AGAIN);
        return List.of(new Effect.Admit(peer, hello()));
    }

    /** What the core knows an agent by. */
    public static EndpointId endpointId(MtpPeer peer) {
        return new EndpointId("usp:" + peer.endpointId());
    }

    private Hello hello() {
        Optional<DeviceId> id =
                identityRead && identity.isEmpty()
                        ? Optional.of(DeviceId.ofSource("usp", peer.endpointId()))
                        : Optional.empty();
        return new Hello(
                peer.principal(),
                Protocol.USP,
                peer.transport(),
                peer.address(),
                peer.remoteAddress(),
                endpointId(peer),
                identityRead ? Optional.of(identity.orElse(NOBODY)) : Optional.empty(),
                id,
                Optional.empty(),
                DeviceKind.OTHER,
                DataModelRoot.TR_181,
                Set.of(peer.endpointId()),
                false);
    }

    private static final DeviceIdentity NOBODY = new DeviceIdentity("", "", "", "", "", "", "");

    /** The core has decided. */
    public List<Effect> decided(Admission admission, Instant now) {
        return switch (admission) {
            case Admission.Admitted admitted -> {
                state = State.IN;
                deadline = Instant.MAX;
                yield List.of(new Effect.LetIn(peer, admitted));
            }
            case Admission.IdentityNeeded _ -> {
                if (identityRead) {
                    yield shut(now, "the core asks for an identity that the agent has not");
                }
                state = State.READING;
                question = ids.get();
                deadline = now.plus(IDENTITY);
                yield List.of(
                        new Effect.Send(
                                peer,
                                new UspMessage(question, new Request.Get(Identities.paths(), 0))));
            }
            case Admission.Pending(var device) ->
                    shut(now, device + " waits for an operator's decision");
            case Admission.Quarantined(var device, var reason) ->
                    shut(now, device + " is in quarantine: " + reason);
            case Admission.Refused(var reason) -> {
                List<Effect> effects = new ArrayList<>(shut(now, "refused: " + reason));
                effects.add(new Effect.Disconnect(peer, Mtp.CloseReason.REFUSED));
                yield effects;
            }
        };
    }

    /** The core could not be asked. */
    public void undecided(Instant now) {
        deadline = now.plusSeconds(2);
    }

    private List<Effect> shut(Instant now, String why) {
        state = State.SHUT;
        // asked again when it speaks, or when an operator wakes it
        deadline = Instant.MAX;
        quietUntil = now.plus(ASK_AGAIN);
        return List.of(new Effect.Note("not let in: " + why));
    }

    /** A message before it is in. Anything but its identity is not looked at. */
    public List<Effect> received(UspMessage message, Instant now) {
        if (state == State.READING && message.id().equals(question)) {
            return identified(message.body(), now);
        }
        return state == State.SHUT && !now.isBefore(quietUntil) ? knock(now) : List.of();
    }

    private List<Effect> identified(MessageBody answer, Instant now) {
        List<RequestedPath> read =
                answer instanceof Response.GetResult(List<RequestedPath> results)
                        ? results
                        : List.of();
        identity = Identities.of(peer.endpointId(), read);
        identityRead = true;
        state = State.SHUT;
        return knock(now);
    }

    /** Time passes. A stranger that does not answer is known by its endpoint id alone. */
    public List<Effect> tick(Instant now) {
        if (now.isBefore(deadline)) {
            return List.of();
        }
        return switch (state) {
            case ASKING -> knock(now);
            case READING -> identified(new Response.Unknown(), now);
            case SHUT, IN -> List.of();
        };
    }
}
