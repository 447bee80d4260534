package org.trellis.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** The events, by device and as one feed per tenant; they expire by TTL. */
public interface EventStore {

    /** Stores all or throws. Ids are unique; storing one again changes nothing. */
    void append(List<EventRecord> events);

    /** Of one device, oldest first, after the given id; from the beginning if empty. */
    Page<EventRecord> ofDevice(TenantId tenant, DeviceId device, Optional<UUID> after, int limit);

    /**
     * The feed of a tenant, oldest first.
     *
     * @param after resume behind this event; it need not exist any more
     * @return at most {@code limit}; the caller asks again with the last id
     */
    List<EventRecord> feed(TenantId tenant, UUID after, int limit);

    /** The age below which the feed is complete; a resume from before it needs a reset. */
    Instant feedHorizon();

    /**
     * Whether {@link #firstDelivery} remembers the key; remembers nothing itself, so that a crash
     * between the look and the storing loses nothing.
     */
    boolean delivered(TenantId tenant, EndpointId endpoint, String dedupKey);

    /** True if the key is new for this endpoint, and remembers it (deduplication window 24 h). */
    boolean firstDelivery(TenantId tenant, EndpointId endpoint, String dedupKey);
}
