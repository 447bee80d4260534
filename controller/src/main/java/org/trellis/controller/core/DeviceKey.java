package org.trellis.controller.core;

import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.TenantId;

/** A device within its tenant. */
record DeviceKey(TenantId tenant, DeviceId device) {
    static DeviceKey of(Endpoint endpoint) {
        return new DeviceKey(endpoint.tenant(), endpoint.device());
    }
}
