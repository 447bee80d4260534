package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.UnavailableException;

/**
 * Tells the operator who knocked and why the door stayed shut: {@code device.refused}, once a
 * minute for the same visitor and reason and at most ten a second in all, so that a flood of knocks
 * is not a flood of events.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int PER_SECOND = 10;

    private record Knock(Stranger visitor, String reason) {}

    private record Second(long second, int count) {}

    private final Foundation core;
    private final EventLog events;
    private final Cache<Knock, Instant> recent = Caffeine.newBuilder().maximumSize(10_000).build();
    private final AtomicReference<Second> budget = new AtomicReference<>(new Second(0, 0));

    Refusals(Foundation core, EventLog events) {
        this.core = core;
        this.events = events;
    }

    void refused(Stranger visitor, Optional<DeviceId> device, String reason) {
        core.metrics().count(CoreMetrics.Counter.REFUSED);
        Instant now = core.now();
        Knock knock = new Knock(visitor, reason);
        Instant last = recent.getIfPresent(knock);
        if (last != null && last.isAfter(now.minus(Duration.ofMinutes(1))) || !withinBudget(now)) {
            return;
        }
        recent.put(knock, now);
        LOG.info(
                "Refused {} {} from {} as {}: {}",
                visitor.protocol().label(),
                visitor.transport(),
                visitor.address(),
                Texts.printable(visitor.claimed()),
                Texts.printable(reason));
        Map<String, Object> data = new HashMap<>();
        data.put("protocol", visitor.protocol().label());
        data.put("transport", visitor.transport());
        data.put("remoteAddress", visitor.address());
        data.put("reason", Texts.printable(reason));
        if (!visitor.claimed().isEmpty()) {
            data.put("claimed", Texts.printable(visitor.claimed()));
        }
        try {
            events.append(visitor.tenant(), device, "device.refused", data);
        } catch (UnavailableException away) {
            LOG.warn("A refusal could not be stored: {}", away.getMessage());
        }
    }

    private boolean withinBudget(Instant now) {
        Second after =
                budget.updateAndGet(b ->
                        b.second() == now.getEpochSecond()
                                ? new Second(b.second(), b.count() + 1)
                                : new Second(now.getEpochSecond(), 1));
        return after.count() <= PER_SECOND;
    }
}
