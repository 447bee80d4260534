package org.trellis.controller.core;

import java.util.Optional;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;

/** Background commands that Trellis gives itself. */
interface SystemCommands {

    /** Who asked for them. */
    String CREATED_BY = "system";

    /**
     * Queued durably behind what operators want, unless the queue is full: then it is logged. Wakes
     * nobody: the device is at the door, and its session pulls what waits.
     */
    void background(DeviceKey device, Operation operation, Optional<EndpointId> endpoint);

    /**
     * The same for what a device has lost and nobody asks for again: it waits for no place in the
     * queue. What waits already is not queued twice, so that it stays with a few.
     */
    void restore(DeviceKey device, Operation.Watch watch, EndpointId endpoint);

    /** The same for a read whose asker asks again when nothing comes: it is kept in memory only. */
    void read(DeviceKey device, Operation.Get get, EndpointId endpoint);
}
