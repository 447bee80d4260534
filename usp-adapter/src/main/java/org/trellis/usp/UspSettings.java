package org.trellis.usp;

import java.time.Duration;
import java.util.Objects;
import org.trellis.usp.session.SessionSettings;

/**
 * How the adapter runs.
 *
 * @param session how it talks to agents; holds the controller's own endpoint id
 * @param mailboxRecords records that may wait for one connection before it is closed
 * @param mailboxBytes bytes that may wait for all connections together
 * @param closeWait how long running exchanges may take to end when the adapter closes
 */
public record UspSettings(
        SessionSettings session, int mailboxRecords, long mailboxBytes, Duration closeWait) {

    public UspSettings {
        Objects.requireNonNull(session);
        Objects.requireNonNull(closeWait);
    }

    /** The defaults for a controller with this endpoint id. */
    public static UspSettings of(String endpointId) {
        return new UspSettings(
                SessionSettings.of(endpointId), 64, 64L * 1024 * 1024, Duration.ofSeconds(3));
    }
}
