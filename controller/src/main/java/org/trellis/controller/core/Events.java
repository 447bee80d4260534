package org.trellis.controller.core;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Page;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;

/** What happened, page by page and live. */
public interface Events {

    Page<EventRecord> ofDevice(Caller caller, DeviceId device, Optional<UUID> after, int limit);

    /**
     * Keeps who had secrets of a device shown. When it returns, that is stored; only then may they
     * be shown.
     *
     * @param paths what was asked for; empty for everything
     */
    void secretsRevealed(Caller caller, DeviceId device, List<PathExpression> paths);

    /**
     * Follows the feed of the caller's tenant from behind {@code after} (from now if empty), events
     * of every node included, at least once each, in order of id within a short reordering window.
     *
     * @param listener called on one virtual thread of the subscription; may block; its exception
     *     ends the subscription
     */
    Subscription follow(Caller caller, Optional<UUID> after, Consumer<Item> listener);

    /** What a subscriber gets. */
    sealed interface Item {
        /** An event. */
        record Event(EventRecord event) implements Item {}

        /** The cursor was too old: what lies between is not known. */
        record Reset() implements Item {}
    }

    /** Ends with {@link #close}; idempotent. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
