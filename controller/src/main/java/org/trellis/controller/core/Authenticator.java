package org.trellis.controller.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Predicate;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;

/**
 * Claims against enrollment keys, device credentials, bridges and certificates. An enrollment key
 * never speaks for an endpoint that has a credential of its own, unless Trellis has just reset it.
 */
final class Authenticator {

    /** The user name under which an enrollment key is the password. */
    static final String ENROLLMENT_USER = "trellis";

    static final String INBOUND = "inbound";
    static final String BRIDGE = "bridge";

    private final Foundation core;
    private final KeyRing keys;
    private final ResetWindow resets;
    private final Refusals refusals;
    private final OwnCredentials own;

    Authenticator(
            Foundation core,
            KeyRing keys,
            ResetWindow resets,
            Refusals refusals,
            OwnCredentials own) {
        this.core = core;
        this.keys = keys;
        this.resets = resets;
        this.refusals = refusals;
        this.own = own;
    }

    Authentication authenticate(Claim claim) {
        Authentication answer =
                switch (claim.credential()) {
                    case Credential.Password password -> password(claim, password);
                    case Credential.Token token -> token(claim, token);
                    case Credential.Certificate certificate -> certificate(claim, certificate);
                    case Credential.None _ -> denied("no credentials were shown");
                };
        switch (answer) {
            case Authentication.Granted _ ->
                    core.metrics().count(CoreMetrics.Counter.AUTHENTICATED);
            case Authentication.Denied denied ->
                    refusals.refused(visitor(claim), Optional.empty(), denied.reason());
        }
        return answer;
    }

    private static Stranger visitor(Claim claim) {
        String user = claim.credential() instanceof Credential.Password p ? p.user() : "";
        return new Stranger(
                TenantId.DEFAULT,
                claim.protocol(),
                claim.transport(),
                claim.remoteAddress(),
                claim.claimedIdentity().orElse(user));
    }

    private Authentication password(Claim claim, Credential.Password password) {
        if (password.user().equals(ENROLLMENT_USER)) {
            return enrollment(claim, password.verifier()::matches);
        }
        String purpose = claim.protocol() == Protocol.IOT ? BRIDGE : INBOUND;
        Optional<DeviceCredential> found =
                matching(claim.protocol(), purpose, password.user(), password.verifier()::matches);
        if (found.isEmpty()) {
            boolean known = own.isKnown(claim.protocol(), purpose, password.user());
            return denied((known ? "wrong password for " : "unknown user ") + password.user());
        }
        boolean namesAnother =
                claim.protocol() == Protocol.USP
                        && claim.claimedIdentity()
                                .filter(id -> !id.equals(password.user()))
                                .isPresent();
        return namesAnother
                ? denied(password.user() + " claims to be another endpoint")
                : granted(found.get());
    }

    private Authentication token(Claim claim, Credential.Token token) {
        Predicate<String> same = candidate -> equal(candidate, token.secret());
        return claim.claimedIdentity()
                .flatMap(id -> matching(claim.protocol(), INBOUND, id, same))
                .map(this::granted)
                .orElseGet(() -> enrollment(claim, same));
    }

    /** The one in use; or the one that was given, which is in use from now on. */
    private Optional<DeviceCredential> matching(
            Protocol protocol, String purpose, String user, Predicate<String> matches) {
        Optional<DeviceCredential> used =
                keys.credential(protocol, purpose, user).filter(c -> matches.test(c.secret()));
        if (used.isPresent() || !purpose.equals(INBOUND)) {
            return used;
        }
        return own.given(protocol, user).filter(c -> matches.test(c.secret())).map(own::used);
    }

    /**
     * The listener has verified it against the authorities that the operator trusts; it speaks for
     * whom it names. A USP agent says who it is before its first record, a CPE in its Inform: that
     * one is held against the name at admission.
     */
    private Authentication certificate(Claim claim, Credential.Certificate certificate) {
        boolean names =
                claim.protocol() == Protocol.CWMP
                        || claim.claimedIdentity()
                                .filter(certificate.subject()::equals)
                                .isPresent();
        return names
                ? new Authentication.Granted(
                        new Principal(
                                Principal.Kind.CERTIFICATE,
                                certificate.subject(),
                                TenantId.DEFAULT))
                : denied("the certificate of " + certificate.subject() + " names no such endpoint");
    }

    private Authentication enrollment(Claim claim, Predicate<String> matches) {
        boolean known = false;
        for (KeyRing.Key key : keys.keys()) {
            if (!matches.test(key.key().secret())) {
                continue;
            }
            known = true;
            if (key.allows(claim.protocol(), claim.remoteAddress(), core.now())) {
                return maySpeakFor(claim, key);
            }
        }
        return denied(
                known
                        ? "the enrollment key is revoked, expired or not for this protocol or"
                                + " network"
                        : "wrong enrollment key");
    }

    private Authentication maySpeakFor(Claim claim, KeyRing.Key key) {
        Optional<DeviceCredential> used =
                claim.claimedIdentity()
                        .flatMap(id -> keys.credential(claim.protocol(), INBOUND, id));
        return used.filter(this::isTaken).isPresent()
                ? denied("an enrollment key cannot speak for an endpoint with its own credential")
                : new Authentication.Granted(
                        new Principal(
                                Principal.Kind.ENROLLMENT_KEY, key.key().id(), key.key().tenant()));
    }

    /** An endpoint with a credential of its own; after a reset it may have forgotten it. */
    private boolean isTaken(DeviceCredential used) {
        return used.device().map(d -> !resets.open(new DeviceKey(used.tenant(), d))).orElse(true);
    }

    /** The broker has checked a secret: the one in use where there is one, else the key's. */
    Authentication vouched(Stranger visitor) {
        Optional<DeviceCredential> used =
                keys.credential(visitor.protocol(), INBOUND, visitor.claimed());
        Authentication answer = used.isPresent() ? granted(used.get()) : boundKey(visitor);
        if (answer instanceof Authentication.Denied(String reason)) {
            refusals.refused(visitor, Optional.empty(), reason);
        }
        return answer;
    }

    private Authentication boundKey(Stranger visitor) {
        String id = core.settings().brokerKey();
        return keys.key(id)
                .map(key ->
                        key.allows(visitor.protocol(), visitor.address(), core.now())
                                ? (Authentication)
                                        new Authentication.Granted(
                                                new Principal(
                                                        Principal.Kind.ENROLLMENT_KEY,
                                                        id,
                                                        key.key().tenant()))
                                : denied(
                                        "the enrollment key "
                                                + id
                                                + " of the broker is revoked, expired or not for"
                                                + " this protocol or network"))
                .orElseGet(() -> denied("the broker's enrollment key " + id + " does not exist"));
    }

    private Authentication granted(DeviceCredential credential) {
        Principal.Kind kind =
                credential.purpose().equals(BRIDGE)
                        ? Principal.Kind.BRIDGE
                        : Principal.Kind.DEVICE_CREDENTIAL;
        String id =
                kind == Principal.Kind.BRIDGE
                        ? credential.user()
                        : credential.device().map(d -> d.value()).orElse(credential.user());
        return new Authentication.Granted(new Principal(kind, id, credential.tenant()));
    }

    private static Authentication denied(String reason) {
        return new Authentication.Denied(reason);
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
