package org.trellis.usp.record;

import java.util.Objects;

/**
 * One record as it travels. Signature and certificate (TR-369 R-E2E.28) are not kept: both
 * transports here protect the whole record.
 *
 * @param version what the sender speaks, {@code 1.3}; informative (TR-369 4.1)
 */
public record UspRecord(
        String version, String toId, String fromId, PayloadSecurity security, RecordBody body) {
    public UspRecord {
        Objects.requireNonNull(version);
        Objects.requireNonNull(toId);
        Objects.requireNonNull(fromId);
        Objects.requireNonNull(security);
        Objects.requireNonNull(body);
    }
}
