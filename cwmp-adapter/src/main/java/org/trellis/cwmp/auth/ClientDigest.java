package org.trellis.cwmp.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Answers a device's challenge to a connection request (RFC 2617, and RFC 2069 where the challenge
 * has no qop: then qop, nc and cnonce are left out, which some devices insist on).
 */
public final class ClientDigest {

    private ClientDigest() {}

    /**
     * The value of {@code Authorization}, or empty if no challenge can be met.
     *
     * @param target of the request line, byte for byte
     */
    public static Optional<String> answer(
            List<String> challenges,
            String user,
            String password,
            boolean allowBasic,
            String target,
            RandomGenerator random) {
        for (String header : challenges) {
            Optional<AuthParameters> challenge = AuthParameters.parse(header);
            if (challenge.isPresent() && challenge.get().scheme().equals("digest")) {
                Optional<String> answer = digest(challenge.get(), user, password, target, random);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        boolean basic =
                challenges.stream().anyMatch(h -> h.strip().regionMatches(true, 0, "Basic", 0, 5));
        return basic && allowBasic
                ? Optional.of(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (user + ":" + password)
                                                        .getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private static Optional<String> digest(
            AuthParameters challenge,
            String user,
            String password,
            String target,
            RandomGenerator random) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.parse(challenge.get("algorithm"));
        String offered = challenge.get("qop");
        boolean auth =
                List.of(offered.toLowerCase(java.util.Locale.ROOT).split("[,\\s]+"))
                        .contains("auth");
        if (algorithm.isEmpty()
                || challenge.get("nonce").isEmpty()
                || (!offered.isEmpty() && !auth)) {
            return Optional.empty();
        }
        boolean counted = !offered.isEmpty();
        boolean needsCnonce =
                counted
                        || algorithm.get() == DigestAlgorithm.MD5_SESS
                        || algorithm.get() == DigestAlgorithm.SHA_256_SESS;
        String cnonce = needsCnonce ? String.format("%016x", random.nextLong()) : "";
        String nc = counted ? "00000001" : "";
        String qop = counted ? "auth" : "";
        DigestFields fields = new DigestFields(challenge.get("nonce"), nc, cnonce, qop, target);
        String secret = algorithm.get().secret(user, challenge.get("realm"), password);
        List<String> parts = new ArrayList<>();
        parts.add("username=" + quoted(user));
        parts.add("realm=" + quoted(challenge.get("realm")));
        parts.add("nonce=" + quoted(challenge.get("nonce")));
        parts.add("uri=" + quoted(target));
        parts.add("response=" + quoted(algorithm.get().response(secret, "GET", fields)));
        if (challenge.values().containsKey("algorithm")) {
            parts.add("algorithm=" + algorithm.get().label());
        }
        if (needsCnonce) {
            parts.add("cnonce=" + quoted(cnonce));
        }
        if (counted) {
            parts.add("qop=auth");
            parts.add("nc=" + nc);
        }
        if (challenge.values().containsKey("opaque")) {
            parts.add("opaque=" + quoted(challenge.get("opaque")));
        }
        return Optional.of("Digest " + String.join(", ", parts));
    }

    private static String quoted(String text) {
        return '"'
                + text.replaceAll("[\\r\\n]", "").replace("\\", "\\\\").replace("\"", "\\\"")
                + '"';
    }
}
