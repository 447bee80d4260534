package org.trellis.controller.store.memory;

import org.trellis.controller.store.Stores;

/** Makes stores that live in this process. Thread-safe. */
public final class MemoryStores {

    private MemoryStores() {}

    /** A new, empty set. */
    public static Stores create() {
        MemoryEventStore events = new MemoryEventStore();
        return new Stores(
                new MemoryDeviceStore(),
                new MemoryTwinStore(),
                new MemoryCommandStore(events),
                events,
                new MemoryCredentialStore(),
                new MemoryModelStore(),
                new MemoryOwnershipStore(),
                new MemoryWatchStore());
    }
}
