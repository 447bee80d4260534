package org.trellis.controller.store;

import java.time.Duration;
import java.time.Instant;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Principal;

/**
 * An endpoint and what is known of its presence.
 *
 * @param principal what last authenticated for it
 * @param connected a live connection exists somewhere in the cluster
 * @param lastSeen persisted at most once a minute
 * @param periodic how often the device calls or pings by itself; zero if unknown
 */
public record EndpointRecord(
        Endpoint endpoint,
        Principal principal,
        boolean connected,
        Instant lastSeen,
        Duration periodic) {}
