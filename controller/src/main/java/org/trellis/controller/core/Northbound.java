package org.trellis.controller.core;

/** All that the API sees of the core. */
public record Northbound(
        Devices devices,
        Commands commands,
        Twins twins,
        Events events,
        Enrollment enrollment,
        DeviceCredentials credentials) {}
