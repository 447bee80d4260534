package org.trellis.southbound;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reports that arrived together and are acknowledged together.
 *
 * @param dedupKey a device repeats what was not acknowledged: deliveries of one endpoint with the
 *     same key are stored once (USP: msg_id)
 */
public record Delivery(List<Report> reports, Optional<String> dedupKey) {
    public Delivery {
        reports = List.copyOf(reports);
        Objects.requireNonNull(dedupKey);
    }

    public static Delivery of(Report... reports) {
        return new Delivery(List.of(reports), Optional.empty());
    }
}
