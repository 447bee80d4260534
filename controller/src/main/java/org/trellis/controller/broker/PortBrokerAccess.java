package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.mtp.mqtt.UspTopics;

/**
 * Lets the core decide. Three kinds of users are told apart by their form: the enrollment user, USP
 * endpoint ids (they have colons), and bridge names.
 *
 * <p>The endpoint id that an agent claims is its user name, its {@code usp-endpoint-id} or its
 * client id; where it gives several they must agree. A claim with an enrollment key is put to the
 * core together with the id, so that the key never speaks for a device that has credentials.
 */
public final class PortBrokerAccess implements BrokerAccess {

    /** User name of those who knock with an enrollment key. */
    public static final String ENROLLMENT_USER = "trellis";

    private static final Logger LOG = LoggerFactory.getLogger(PortBrokerAccess.class);
    private static final Pattern BRIDGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final String TRANSPORT = "mqtt";
    private static final int MAX_CLAIMED = 200;

    private final Function<Claim, Authentication> core;
    private final BiConsumer<Stranger, String> refusals;
    private final InternalCredential internal;

    /**
     * @param core {@link org.trellis.southbound.SouthboundPort#authenticate}
     * @param refusals {@link org.trellis.southbound.SouthboundPort#refused}
     */
    public PortBrokerAccess(
            Function<Claim, Authentication> core,
            BiConsumer<Stranger, String> refusals,
            InternalCredential internal) {
        this.core = Objects.requireNonNull(core);
        this.refusals = Objects.requireNonNull(refusals);
        this.internal = Objects.requireNonNull(internal);
    }

    @Override
    public Optional<Granted> authenticate(Login login) {
        if (same(login.user(), internal.user())) {
            return same(login.password(), internal.password())
                    ? Optional.of(
                            new Granted(
                                    new BrokerClient.Internal(),
                                    new Principal(
                                            Principal.Kind.DEVICE_CREDENTIAL,
                                            internal.user(),
                                            TenantId.DEFAULT)))
                    : refuse(login, "wrong password for the controller's own user");
        }
        if (login.clientId().startsWith(InternalCredential.CLIENT_ID_PREFIX)) {
            return refuse(login, "its client id is one of the controller's own");
        }
        if (login.user().isEmpty() && login.certificate().isPresent()) {
            return agent(login, login.certificate().get());
        }
        if (login.user().equals(ENROLLMENT_USER) || login.user().indexOf(':') >= 0) {
            return agent(login, password(login));
        }
        return BRIDGE.matcher(login.user()).matches()
                ? bridge(login)
                : refuse(
                        login,
                        login.user().isEmpty()
                                ? "no credentials were shown"
                                : "its user is neither an endpoint id nor a bridge");
    }

    @Override
    public void refused(Login login, Granted granted, String reason) {
        tell(login, granted.principal().tenant(), reason);
    }

    private Optional<Granted> refuse(Login login, String reason) {
        tell(login, TenantId.DEFAULT, reason);
        return Optional.empty();
    }

    private void tell(Login login, TenantId tenant, String reason) {
        boolean bridge = BRIDGE.matcher(login.user()).matches();
        Protocol protocol =
                bridge && !login.user().equals(ENROLLMENT_USER) ? Protocol.IOT : Protocol.USP;
        try {
            refusals.accept(
                    new Stranger(
                            tenant, protocol, TRANSPORT, login.remoteAddress(), claimed(login)),
                    reason);
        } catch (UnavailableException away) {
            LOG.debug("A refusal could not be told, the store is away: {}", remote(login));
        }
    }

    /** The first of what it says of itself that says more than "one of many". */
    private static String claimed(Login login) {
        return Stream.of(
                        login.certifiedEndpointId(),
                        login.endpointId(),
                        Optional.of(login.user()).filter(u -> !u.equals(ENROLLMENT_USER)),
                        Optional.of(login.clientId()))
                .flatMap(Optional::stream)
                .filter(c -> !c.isEmpty())
                .map(c -> c.substring(0, Math.min(c.length(), MAX_CLAIMED)))
                .findFirst()
                .orElse("");
    }

    private Optional<Granted> agent(Login login, Credential credential) {
        Optional<String> endpointId = claimedEndpointId(login);
        if (endpointId.isEmpty()) {
            return refuse(
                    login,
                    "it names no endpoint id, or several: user, usp-endpoint-id and client id"
                            + " have to agree");
        }
        return ask(Protocol.USP, credential, endpointId.get(), login)
                .map(p -> new Granted(new BrokerClient.Agent(endpointId.get()), p));
    }

    private Optional<Granted> bridge(Login login) {
        if (login.clientId().indexOf(':') >= 0) {
            return refuse(login, "a bridge whose client id is an endpoint id");
        }
        return ask(Protocol.IOT, password(login), login.user(), login)
                .filter(p -> p.kind() == Principal.Kind.BRIDGE)
                .map(p -> new Granted(new BrokerClient.Bridge(login.user()), p));
    }

    private Optional<Principal> ask(
            Protocol protocol, Credential credential, String identity, Login login) {
        try {
            Authentication answer =
                    core.apply(
                            new Claim(
                                    protocol,
                                    TRANSPORT,
                                    credential,
                                    Optional.of(identity),
                                    login.remoteAddress()));
            return switch (answer) {
                case Authentication.Granted(Principal principal) -> Optional.of(principal);
                case Authentication.Denied _ -> Optional.empty();
            };
        } catch (UnavailableException away) {
            LOG.debug("MQTT login put off, the store is away: {}", remote(login));
            return Optional.empty();
        }
    }

    /** One identity, wherever it is written; empty if there is none or they disagree. */
    private static Optional<String> claimedEndpointId(Login login) {
        List<String> claims =
                Stream.of(
                                login.certifiedEndpointId(),
                                Optional.of(login.user()).filter(u -> u.indexOf(':') >= 0),
                                login.endpointId(),
                                Optional.of(login.clientId()).filter(c -> c.indexOf(':') >= 0))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return claims.size() == 1 && UspTopics.isEndpointId(claims.getFirst())
                ? Optional.of(claims.getFirst())
                : Optional.empty();
    }

    private static Credential password(Login login) {
        return new Credential.Password(login.user(), c -> same(c, login.password()));
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    private static String remote(Login login) {
        return login.remoteAddress();
    }
}
