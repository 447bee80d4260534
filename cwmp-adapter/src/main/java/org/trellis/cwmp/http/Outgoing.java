package org.trellis.cwmp.http;

import java.util.List;
import java.util.Optional;

/**
 * An HTTP response.
 *
 * @param body not copied: it is written once and kept by nobody but the session that made it
 * @param cookie value of Set-Cookie
 * @param challenges values of WWW-Authenticate
 * @param retryAfterSeconds 0 for none
 * @param close whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent")
record Outgoing(
        int status,
        byte[] body,
        Optional<String> cookie,
        List<String> challenges,
        int retryAfterSeconds,
        boolean close) {

    static final byte[] NOTHING = {};

    static Outgoing soap(byte[] body) {
        return new Outgoing(200, body, Optional.empty(), List.of(), 0, false);
    }

    static Outgoing empty(int status) {
        return new Outgoing(status, NOTHING, Optional.empty(), List.of(), 0, false);
    }

    static Outgoing error(int status) {
        return new Outgoing(status, NOTHING, Optional.empty(), List.of(), 0, true);
    }

    static Outgoing later(int seconds) {
        return new Outgoing(503, NOTHING, Optional.empty(), List.of(), seconds, true);
    }

    static Outgoing challenge(List<String> challenges) {
        return new Outgoing(401, NOTHING, Optional.empty(), challenges, 0, false);
    }

    Outgoing withCookie(String value) {
        return new Outgoing(status, body, Optional.of(value), challenges, retryAfterSeconds, close);
    }
}
