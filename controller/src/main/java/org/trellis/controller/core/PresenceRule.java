package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;

/**
 * Online means: CWMP, last session within 2.5 periodic intervals; WebSocket and everything else
 * that lives on a connection, connected; MQTT, connected or heard within 2.5 periodic intervals.
 */
final class PresenceRule {

    /** Of a CWMP device that has not told its periodic inform interval. */
    static final Duration ASSUMED_PERIODIC = Duration.ofHours(1);

    private PresenceRule() {}

    static boolean online(
            Endpoint endpoint,
            boolean connected,
            Instant lastSeen,
            Duration periodic,
            Instant now) {
        if (connected) {
            return true;
        }
        if (endpoint.protocol() == Protocol.CWMP) {
            return heard(lastSeen, periodic.isZero() ? ASSUMED_PERIODIC : periodic, now);
        }
        return endpoint.protocol() == Protocol.USP
                && endpoint.transport().startsWith("mqtt")
                && !periodic.isZero()
                && heard(lastSeen, periodic, now);
    }

    private static boolean heard(Instant lastSeen, Duration periodic, Instant now) {
        return lastSeen.plus(periodic.multipliedBy(5).dividedBy(2)).isAfter(now);
    }
}
