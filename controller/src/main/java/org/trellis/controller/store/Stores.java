package org.trellis.controller.store;

/** Everything that is kept, in one hand. */
public record Stores(
        DeviceStore devices,
        TwinStore twins,
        CommandStore commands,
        EventStore events,
        CredentialStore credentials,
        ModelStore models,
        OwnershipStore ownership,
        WatchStore watches) {}
