package org.trellis.cwmp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;

/**
 * Decides who a CPE is (TR-069 3.4.4 and 3.4.5). The core knows the secrets; digest and basic
 * proofs are handed to it as a check that it tries its candidates on, so that no secret comes here.
 * Thread-safe.
 *
 * <p>An unknown user and a wrong password are answered alike.
 */
public final class HttpAuthenticator {

    private static final int MAX_USED_PROOFS = 500_000;
    private static final Principal NOBODY =
            new Principal(Principal.Kind.NONE, "none", TenantId.DEFAULT);

    private final CwmpAuthMode mode;
    private final String realm;
    private final SouthboundPort port;
    private final Nonces nonces;
    private final NonceUses uses;
    private final FailureLimiter failures;

    public HttpAuthenticator(CwmpSettings settings, SouthboundPort port, RandomGenerator random) {
        this.mode = settings.auth();
        this.realm = settings.realm();
        this.port = port;
        var lifetime = settings.limits().nonceLifetime();
        this.nonces = new Nonces(port.sharedSecret("cwmp-nonce"), lifetime, random);
        this.uses = new NonceUses(lifetime, MAX_USED_PROOFS);
        this.failures = new FailureLimiter(settings.limits().failuresPerMinute());
    }

    /**
     * The first request of a session.
     *
     * @throws org.trellis.southbound.UnavailableException if the core cannot tell now
     */
    public AuthOutcome check(Attempt attempt, Instant now) {
        if (mode == CwmpAuthMode.NONE) {
            // Nothing was proven, so there is nothing to ask the core about; it decides at
            // admission.
            return new AuthOutcome.Accepted(new Proof.Nothing(NOBODY));
        }
        if (failures.exhausted(attempt.remoteAddress(), user(attempt).orElse(""), now)) {
            return new AuthOutcome.Forbidden();
        }
        if (attempt.certificate().isPresent() && attempt.authorization().isEmpty()) {
            Credential.Certificate certificate = attempt.certificate().get();
            return ask(
                    attempt,
                    now,
                    certificate,
                    principal -> new Proof.Certificate(principal, certificate.fingerprint()));
        }
        Optional<AuthParameters> shown = attempt.authorization().flatMap(AuthParameters::parse);
        if (shown.isEmpty()) {
            return challenge(attempt, now, false, false);
        }
        return switch (shown.get().scheme()) {
            case "digest" -> checkDigest(attempt, shown.get(), now);
            case "basic" -> checkBasic(attempt, shown.get(), now);
            default -> challenge(attempt, now, false, false);
        };
    }

    /**
     * A later request of a session.
     *
     * @param sameConnection whether the request before came over the same connection: a CPE that
     *     does not repeat its credentials there is believed
     */
    public AuthOutcome recheck(Attempt attempt, Proof proof, boolean sameConnection, Instant now) {
        return switch (proof) {
            case Proof.Nothing _ -> new AuthOutcome.Accepted(proof);
            case Proof.Certificate known ->
                    attempt.certificate()
                                    .filter(c -> c.fingerprint().equals(known.fingerprint()))
                                    .isPresent()
                            ? new AuthOutcome.Accepted(proof)
                            : challenge(attempt, now, false, false);
            case Proof.Basic known ->
                    attempt.authorization()
                                    .map(h -> MessageDigest.isEqual(sha256(h), known.headerHash()))
                                    .orElse(sameConnection)
                            ? new AuthOutcome.Accepted(proof)
                            : challenge(attempt, now, false, true);
            case Proof.Digest known -> recheckDigest(attempt, known, sameConnection, now);
        };
    }

    /** The user that a request names, proven or not. */
    public static Optional<String> user(Attempt attempt) {
        return attempt.authorization()
                .flatMap(AuthParameters::parse)
                .map(shown ->
                        shown.scheme().equals("basic")
                                ? basic(shown.token()).map(BasicPair::user).orElse("")
                                : shown.get("username"))
                .filter(user -> !user.isEmpty());
    }

    private record BasicPair(String user, String password) {}

    private static Optional<BasicPair> basic(String token) {
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(token);
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicPair(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private AuthOutcome recheckDigest(
            Attempt attempt, Proof.Digest known, boolean sameConnection, Instant now) {
        Optional<AuthParameters> shown = attempt.authorization().flatMap(AuthParameters::parse);
        if (shown.isEmpty()) {
            return sameConnection
                    ? new AuthOutcome.Accepted(known)
                    : challenge(attempt, now, false, false);
        }
        AuthParameters digest = shown.get();
        if (!digest.scheme().equals("digest") || !digest.get("username").equals(known.user())) {
            return challenge(attempt, now, false, true);
        }
        AuthOutcome refused = refuseByForm(attempt, digest, now);
        if (refused != null) {
            return refused;
        }
        DigestFields fields = fields(digest);
        String right = known.algorithm().response(known.secret(), attempt.method(), fields);
        if (!equal(right, digest.get("response"))) {
            failures.failed(attempt.remoteAddress(), known.user(), now);
            return challenge(attempt, now, false, true);
        }
        return spend(attempt, fields, now, known);
    }

    private AuthOutcome checkDigest(Attempt attempt, AuthParameters digest, Instant now) {
        AuthOutcome refused = refuseByForm(attempt, digest, now);
        if (refused != null) {
            return refused;
        }
        DigestAlgorithm algorithm = DigestAlgorithm.parse(digest.get("algorithm")).orElseThrow();
        DigestFields fields = fields(digest);
        String user = digest.get("username");
        String response = digest.get("response");
        String[] secret = {""};
        Credential.Password.Verifier verifier =
                candidate -> {
                    String tried = algorithm.secret(user, realm, candidate);
                    boolean right =
                            equal(algorithm.response(tried, attempt.method(), fields), response);
                    if (right) {
                        secret[0] = tried;
                    }
                    return right;
                };
        AuthOutcome outcome =
                ask(
                        attempt,
                        now,
                        new Credential.Password(user, verifier),
                        principal -> new Proof.Digest(principal, user, algorithm, secret[0]));
        return outcome instanceof AuthOutcome.Accepted(Proof proof)
                ? spend(attempt, fields, now, proof)
                : outcome;
    }

    /** What can be seen without knowing the secret; null if there is nothing to refuse. */
    private @Nullable AuthOutcome refuseByForm(
            Attempt attempt, AuthParameters digest, Instant now) {
        String qop = digest.get("qop");
        boolean wellFormed =
                DigestAlgorithm.parse(digest.get("algorithm")).isPresent()
                        && (qop.isEmpty() || qop.equalsIgnoreCase("auth"))
                        && !digest.get("username").isEmpty()
                        && digest.get("realm").equals(realm)
                        && sameTarget(digest.get("uri"), attempt.target());
        if (!wellFormed) {
            return challenge(attempt, now, false, true);
        }
        return switch (nonces.check(digest.get("nonce"), now)) {
            case FRESH -> null;
            case STALE -> challenge(attempt, now, true, false);
            case FOREIGN -> challenge(attempt, now, false, false);
        };
    }

    /** A proof is good once; without qop there is nothing to count by (RFC 2069). */
    private AuthOutcome spend(Attempt attempt, DigestFields fields, Instant now, Proof proof) {
        return fields.qop().isEmpty()
                        || uses.firstUse(fields.nonce(), fields.nc(), fields.cnonce(), now)
                ? new AuthOutcome.Accepted(proof)
                : challenge(attempt, now, true, false);
    }

    private AuthOutcome checkBasic(Attempt attempt, AuthParameters basic, Instant now) {
        if (!attempt.secure() && mode != CwmpAuthMode.ALLOW_PLAIN_BASIC) {
            return challenge(attempt, now, false, false);
        }
        Optional<BasicPair> shown = basic(basic.token());
        if (shown.isEmpty()) {
            return challenge(attempt, now, false, true);
        }
        String user = shown.get().user();
        String password = shown.get().password();
        byte[] headerHash = sha256(attempt.authorization().orElse(""));
        return ask(
                attempt,
                now,
                new Credential.Password(user, candidate -> equal(candidate, password)),
                principal -> new Proof.Basic(principal, user, headerHash));
    }

    private AuthOutcome ask(
            Attempt attempt,
            Instant now,
            Credential credential,
            java.util.function.Function<org.trellis.southbound.Principal, Proof> proof) {
        Claim claim =
                new Claim(
                        Protocol.CWMP,
                        "http",
                        credential,
                        Optional.empty(),
                        attempt.remoteAddress());
        return switch (port.authenticate(claim)) {
            case Authentication.Granted(var principal) ->
                    new AuthOutcome.Accepted(proof.apply(principal));
            case Authentication.Denied _ -> {
                failures.failed(attempt.remoteAddress(), user(attempt).orElse(""), now);
                yield challenge(attempt, now, false, true);
            }
        };
    }

    private AuthOutcome challenge(Attempt attempt, Instant now, boolean stale, boolean wrong) {
        List<String> challenges = new ArrayList<>(2);
        challenges.add(
                "Digest realm=\""
                        + realm
                        + "\", qop=\"auth\", nonce=\""
                        + nonces.issue(now)
                        + "\", algorithm=MD5"
                        + (stale ? ", stale=true" : ""));
        if (attempt.secure() || mode == CwmpAuthMode.ALLOW_PLAIN_BASIC) {
            challenges.add("Basic realm=\"" + realm + "\"");
        }
        return new AuthOutcome.Challenge(challenges, wrong);
    }

    private static DigestFields fields(AuthParameters digest) {
        return new DigestFields(
                digest.get("nonce"),
                digest.get("nc"),
                digest.get("cnonce"),
                digest.get("qop"),
                digest.get("uri"));
    }

    /** Some CPEs write the absolute URL; a missing path is the root. */
    private static boolean sameTarget(String uri, String target) {
        return path(uri).equals(path(target));
    }

    private static String path(String uri) {
        String rest = uri;
        int scheme = rest.indexOf("://");
        if (scheme > 0 && rest.charAt(0) != '/') {
            int slash = rest.indexOf('/', scheme + 3);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return rest.isEmpty() ? "/" : rest;
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
