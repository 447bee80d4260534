package org.trellis.usp.message;

import java.util.Objects;

/**
 * One message.
 *
 * @param id unique per sender and never empty (TR-369 R-MSG.8); answers carry the request's
 */
public record UspMessage(String id, MessageBody body) {
    public UspMessage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(body);
    }
}
