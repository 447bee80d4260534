package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private final Function<Claim, Authentication> core;
    private final InternalCredential internal;

    /**
     * @param core {@link org.trellis.southbound.SouthboundPort#authenticate}
     */
    public PortBrokerAccess(Function<Claim, Authentication> core, InternalCredential internal) {
        this.core = Objects.requireNonNull(core);
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
                    : Optional.empty();
        }
        if (login.clientId().startsWith(InternalCredential.CLIENT_ID_PREFIX)) {
            return Optional.empty();
        }
        if (login.user().isEmpty() && login.certificate().isPresent()) {
            return agent(login, login.certificate().get());
        }
        if (login.user().equals(ENROLLMENT_USER) || login.user().indexOf(':') >= 0) {
            return agent(login, password(login));
        }
        return BRIDGE.matcher(login.user()).matches() ? bridge(login) : Optional.empty();
    }

    private Optional<Granted> agent(Login login, Credential credential) {
        Optional<String> endpointId = claimedEndpointId(login);
        if (endpointId.isEmpty()) {
            LOG.debug("MQTT client without an endpoint id of its own refused: {}", remote(login));
            return Optional.empty();
        }
        return ask(Protocol.USP, credential, endpointId.get(), login)
                .map(p -> new Granted(new BrokerClient.Agent(endpointId.get()), p));
    }

    private Optional<Granted> bridge(Login login) {
        if (login.clientId().indexOf(':') >= 0) {
            return Optional.empty();
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
