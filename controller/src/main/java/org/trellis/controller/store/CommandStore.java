package org.trellis.controller.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * The commands. Rows are updated in place and expire by TTL, never deleted. Operations that carry
 * secrets are encrypted by the store.
 */
public interface CommandStore {

    /**
     * Inserts or replaces. When it returns, a crash of this process loses nothing. What was asked
     * (operation, priority, author, forced endpoint, times of creation and expiry) never changes.
     */
    void save(CommandRecord command);

    /**
     * The same, with the events that tell of it: in one request where the store can. If it fails,
     * any of them may have been stored; all may be stored again.
     */
    void save(CommandRecord command, List<EventRecord> events);

    Optional<CommandRecord> find(TenantId tenant, CommandId id);

    /** What has not ended, in order of acceptance. */
    List<CommandRecord> open(TenantId tenant, DeviceId device);

    /** All of a device, newest first. */
    Page<CommandRecord> list(TenantId tenant, DeviceId device, Optional<String> cursor, int limit);

    /** Devices that have open commands, for take-over and for expiry. May name too many. */
    List<DeviceRef> devicesWithOpenCommands();

    /** A device with its tenant. */
    record DeviceRef(TenantId tenant, DeviceId device) {}

    /**
     * Claims an idempotency key for the caller and route.
     *
     * @param fingerprint hash of the request
     * @param command what the key shall stand for
     * @return empty if the key was free and is now taken; otherwise what it stood for
     */
    Optional<Claimed> claim(
            TenantId tenant,
            String scope,
            String key,
            String fingerprint,
            CommandId command,
            Duration keep);

    /** What a key stands for by now; empty if it is free. */
    Optional<Claimed> claimed(TenantId tenant, String scope, String key);

    /** An idempotency key that was used before. */
    record Claimed(String fingerprint, CommandId command) {}
}
