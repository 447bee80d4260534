package org.trellis.southbound;

import java.util.Objects;

/**
 * (device, protocol, transport, address): what a command is routed to.
 *
 * @param transport {@code http}, {@code mqtt}, {@code websocket}, ...
 * @param address where the device can be reached in the transport's own form: a connection-request
 *     URL, a reply topic, a remote address; may be empty
 */
public record Endpoint(
        EndpointId id,
        TenantId tenant,
        DeviceId device,
        Protocol protocol,
        String transport,
        String address) {
    public Endpoint {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(device);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
    }
}
