package org.trellis.controller.core;

import java.util.Optional;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;

/** Background commands that Trellis gives itself. */
interface SystemCommands {

    /** Who asked for them. */
    String CREATED_BY = "system";

    /**
     * Queued durably behind what operators want. Wakes nobody: the device is at the door, and its
     * session pulls what waits.
     */
    void background(DeviceKey device, Operation operation, Optional<EndpointId> endpoint);

    /** The same for a read whose asker asks again when nothing comes: it is kept in memory only. */
    void read(DeviceKey device, Operation.Get get, EndpointId endpoint);
}
