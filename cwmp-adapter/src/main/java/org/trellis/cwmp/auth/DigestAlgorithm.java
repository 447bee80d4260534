package org.trellis.cwmp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The algorithms of HTTP digest authentication (RFC 7616 3.4, RFC 2617 3.2.2). */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true);

    private static final HexFormat HEX = HexFormat.of();

    private final String label;
    private final String hash;
    private final boolean session;

    DigestAlgorithm(String label, String hash, boolean session) {
        this.label = label;
        this.hash = hash;
        this.session = session;
    }

    /** As the header writes it. */
    public String label() {
        return label;
    }

    /** No algorithm means MD5. */
    public static Optional<DigestAlgorithm> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(MD5);
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.label.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** What stands for the password in one realm: H(user:realm:password). */
    public String secret(String user, String realm, String password) {
        return hash(user + ":" + realm + ":" + password);
    }

    /**
     * The response to a challenge.
     *
     * @param secret see {@link #secret}
     * @param fields nonce, nc, cnonce, qop and uri as they stand in the header; an empty qop gives
     *     the form of RFC 2069
     */
    public String response(String secret, String method, DigestFields fields) {
        String ha1 = session ? hash(secret + ":" + fields.nonce() + ":" + fields.cnonce()) : secret;
        String ha2 = hash(method + ":" + fields.uri());
        return fields.qop().isEmpty()
                ? hash(ha1 + ":" + fields.nonce() + ":" + ha2)
                : hash(
                        String.join(
                                ":",
                                ha1,
                                fields.nonce(),
                                fields.nc(),
                                fields.cnonce(),
                                fields.qop(),
                                ha2));
    }

    private String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HEX.formatHex(MessageDigest.getInstance(hash).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(hash + " is part of every Java platform", e);
        }
    }
}
