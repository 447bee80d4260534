package org.trellis.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * Which node owns which device. The only place with a lightweight transaction, and only when
 * ownership changes hands.
 */
public interface OwnershipStore {

    /** Who has it, and since which epoch. */
    record Owner(String node, long epoch) {}

    Optional<Owner> owner(TenantId tenant, DeviceId device);

    /** Takes the device for the node whoever has it; the epoch is greater than every one before. */
    long acquire(TenantId tenant, DeviceId device, String node);

    /** Says that the node lives. */
    void heartbeat(String node, Instant now);

    /** All nodes that were heard within the last day, with the time. */
    List<Node> nodes();

    /** A controller process. */
    record Node(String id, Instant lastHeartbeat) {}
}
