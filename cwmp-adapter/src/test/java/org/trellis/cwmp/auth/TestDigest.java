package org.trellis.cwmp.auth;

import java.util.List;

/** A CPE's answer to a digest challenge, with the counters that a test wants. */
public final class TestDigest {

    private TestDigest() {}

    public static String answer(
            List<String> challenges,
            String user,
            String password,
            String uri,
            int count,
            String cnonce) {
        AuthParameters challenge =
                challenges.stream()
                        .flatMap(c -> AuthParameters.parse(c).stream())
                        .filter(c -> c.scheme().equals("digest"))
                        .findFirst()
                        .orElseThrow();
        String nc = String.format("%08x", count);
        DigestFields fields = new DigestFields(challenge.get("nonce"), nc, cnonce, "auth", uri);
        String secret = DigestAlgorithm.MD5.secret(user, challenge.get("realm"), password);
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", cnonce=\"%s\", nc=%s, qop=auth, response=\"%s\", algorithm=MD5"
                .formatted(
                        user,
                        challenge.get("realm"),
                        challenge.get("nonce"),
                        uri,
                        cnonce,
                        nc,
                        DigestAlgorithm.MD5.response(secret, "POST", fields));
    }
}
