package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trellis.usp.mtp.mqtt.UspTopics;

/**
 * What an agent asks for when it opens a WebSocket: {@code /usp[/TOKEN][?eid=EID]}. Pure.
 *
 * @param token the last part of the path
 * @param endpointId what the agent says it is: query key {@code eid} (R-WS.10b), or the extension
 *     of an agent of 1.2 (R-WS.10a)
 * @param offersExtension whether the answer should carry our own (R-WS.11a)
 */
record HandshakeRequest(
        Optional<String> token, Optional<String> endpointId, boolean offersExtension) {

    /** An HTTP status that refuses the handshake. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status, String why) {
            super(why, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private static final String ROOT = "/usp";
    private static final int MAX_TARGET = 2_048;
    private static final Pattern EXTENSION =
            Pattern.compile(
                    "(?:^|,)\\s*bbf-usp-protocol\\s*(?:;\\s*eid\\s*=\\s*\"?([^\";,\\s]{1,200})\"?)?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * @param target of the request line
     * @param extensions header {@code Sec-WebSocket-Extensions}, empty if there is none
     */
    static HandshakeRequest parse(String target, String extensions) throws RefusedException {
        if (target.length() > MAX_TARGET) {
            throw new RefusedException(414, "target too long");
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        Matcher extension = EXTENSION.matcher(extensions);
        boolean offered = extension.find();
        Optional<String> named =
                eid(query)
                        .or(() ->
                                offered
                                        ? Optional.ofNullable(extension.group(1))
                                        : Optional.empty());
        if (named.isPresent() && !UspTopics.isEndpointId(named.get())) {
            throw new RefusedException(400, "not an endpoint id");
        }
        return new HandshakeRequest(token(path), named, offered);
    }

    private static Optional<String> token(String path) throws RefusedException {
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            return Optional.empty();
        }
        String rest = path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : "";
        if (rest.isEmpty() || rest.indexOf('/') >= 0) {
            throw new RefusedException(404, "no such path");
        }
        return Optional.of(decode(rest));
    }

    private static Optional<String> eid(String query) throws RefusedException {
        for (String item : query.split("&")) {
            if (item.startsWith("eid=")) {
                return Optional.of(decode(item.substring("eid=".length())));
            }
        }
        return Optional.empty();
    }

    /** Decodes percent escapes exactly once (R-WS.10c); a plus stays a plus. */
    private static String decode(String text) throws RefusedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw new RefusedException(400, "bad escape");
                }
                out.write(high << 4 | low);
                i += 2;
            } else if (c == '%' || c > 126 || c < 33) {
                throw new RefusedException(400, "bad character");
            } else {
                out.write(c);
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(400, "not UTF-8");
        }
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "/usp" + token.map(_ -> "/***").orElse("") + " " + endpointId.orElse("without eid");
    }
}
