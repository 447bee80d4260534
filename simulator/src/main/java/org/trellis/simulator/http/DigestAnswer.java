package org.trellis.simulator.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client side of RFC 7616 (MD5 and SHA-256, qop auth or none) and of RFC 7617. */
final class DigestAnswer {

    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]*))");

    private final WireClient.Login login;
    private final boolean basic;
    private final Map<String, String> challenge;
    private int count;

    private DigestAnswer(WireClient.Login login, boolean basic, Map<String, String> challenge) {
        this.login = login;
        this.basic = basic;
        this.challenge = challenge;
    }

    static DigestAnswer to(String header, WireClient.Login login) {
        boolean basic = header.toLowerCase(Locale.ROOT).startsWith("basic");
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(header);
        while (field.find()) {
            String value = field.group(2) != null ? field.group(2) : field.group(3);
            fields.put(field.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new DigestAnswer(login, basic, fields);
    }

    String header(String method, String uri) {
        if (basic) {
            String pair = login.user() + ":" + login.password();
            return "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        String algorithm = challenge.getOrDefault("algorithm", "MD5");
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String a1 = hash(algorithm, login.user() + ":" + realm + ":" + login.password());
        String a2 = hash(algorithm, method + ":" + uri);
        StringBuilder out = new StringBuilder("Digest username=\"").append(login.user());
        out.append("\", realm=\"").append(realm).append("\", nonce=\"").append(nonce);
        out.append("\", uri=\"").append(uri).append("\", algorithm=").append(algorithm);
        if (challenge.getOrDefault("qop", "").contains("auth")) {
            String nc = String.format("%08x", ++count);
            String cnonce = Integer.toHexString(System.identityHashCode(this));
            out.append(", qop=auth, nc=").append(nc).append(", cnonce=\"").append(cnonce);
            out.append("\", response=\"");
            out.append(hash(algorithm, a1 + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + a2));
        } else {
            out.append(", response=\"").append(hash(algorithm, a1 + ":" + nonce + ":" + a2));
        }
        out.append('"');
        if (challenge.containsKey("opaque")) {
            out.append(", opaque=\"").append(challenge.get("opaque")).append('"');
        }
        return out.toString();
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest =
                    MessageDigest.getInstance(algorithm.startsWith("SHA-256") ? "SHA-256" : "MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
