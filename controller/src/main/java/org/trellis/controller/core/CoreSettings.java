package org.trellis.controller.core;

import java.time.Duration;
import java.util.Objects;

/**
 * What of the core can be set.
 *
 * @param nodeId names this process in the cluster; the same after a restart
 * @param heartbeat how often the node says that it lives, and looks who else does
 * @param nodeTimeout a node that was not heard for so long is dead, and its devices are taken over
 * @param queueLimit open commands per device
 * @param maxAttempts how often a command that may be repeated is sent without an answer
 * @param commandLife deadline of a command that names none
 * @param resetWindow how long after a factory reset by Trellis a device may enroll anew
 * @param knownDevices how many devices are kept in memory
 * @param cachedValues how many twin values are kept in memory
 * @param uspEndpoint the endpoint id under which USP agents know this controller
 * @param brokerKey id of the enrollment key for which the enrollment user of an external broker
 *     stands: its policy, networks and revocation hold for who comes from there
 */
public record CoreSettings(
        String nodeId,
        Duration heartbeat,
        Duration nodeTimeout,
        int queueLimit,
        int maxAttempts,
        Duration commandLife,
        Duration resetWindow,
        int knownDevices,
        int cachedValues,
        String uspEndpoint,
        String brokerKey) {

    public CoreSettings {
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(uspEndpoint);
        Objects.requireNonNull(brokerKey);
        if (nodeId.isBlank() || nodeId.length() > 100) {
            throw new IllegalArgumentException("not a node id");
        }
        if (nodeTimeout.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException("nodeTimeout must be longer than heartbeat");
        }
    }

    /** What a fresh install uses. */
    public static CoreSettings defaults(String nodeId) {
        return new CoreSettings(
                nodeId,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                500,
                5,
                Duration.ofHours(24),
                Duration.ofMinutes(30),
                20_000,
                300_000,
                "self::trellis",
                "first");
    }

    /** The same with other times for liveness. */
    public CoreSettings withLiveness(Duration beat, Duration timeout) {
        return new CoreSettings(
                nodeId,
                beat,
                timeout,
                queueLimit,
                maxAttempts,
                commandLife,
                resetWindow,
                knownDevices,
                cachedValues,
                uspEndpoint,
                brokerKey);
    }

    /** The same with another number of open commands per device. */
    public CoreSettings withQueueLimit(int limit) {
        return new CoreSettings(
                nodeId,
                heartbeat,
                nodeTimeout,
                limit,
                maxAttempts,
                commandLife,
                resetWindow,
                knownDevices,
                cachedValues,
                uspEndpoint,
                brokerKey);
    }

    /** The same for a controller of another name. */
    public CoreSettings withUspEndpoint(String endpointId) {
        return new CoreSettings(
                nodeId,
                heartbeat,
                nodeTimeout,
                queueLimit,
                maxAttempts,
                commandLife,
                resetWindow,
                knownDevices,
                cachedValues,
                endpointId,
                brokerKey);
    }

    /** The same with another key for an external broker. */
    public CoreSettings withBrokerKey(String key) {
        return new CoreSettings(
                nodeId,
                heartbeat,
                nodeTimeout,
                queueLimit,
                maxAttempts,
                commandLife,
                resetWindow,
                knownDevices,
                cachedValues,
                uspEndpoint,
                key);
    }
}
