package org.trellis.controller.core;

import java.util.Optional;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;

/** Background commands that Trellis gives itself. */
@FunctionalInterface
interface SystemCommands {

    /** Who asked for them. */
    String CREATED_BY = "system";

    /**
     * Queued durably behind what operators want. Wakes nobody: the device is at the door, and its
     * session pulls what waits.
     */
    void background(DeviceKey device, Operation operation, Optional<EndpointId> endpoint);
}
