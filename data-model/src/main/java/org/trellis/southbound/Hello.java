package org.trellis.southbound;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;

/**
 * What an adapter knows when a device is at the door.
 *
 * @param endpointId the endpoint's own id ({@code usp:os::0014A5-...}); the core resolves it to a
 *     known device even where {@code identity} is not known yet
 * @param identity empty for a USP agent that was never seen: the adapter reads {@code
 *     Device.DeviceInfo.} when told {@link Admission.IdentityNeeded}
 * @param deviceId the id to give where it does not follow from OUI, class and serial number ({@code
 *     zigbee-...}); usually empty
 * @param address see {@link Endpoint#address()}
 * @param parent the device behind which it sits, for proxied things
 * @param aliases other names that look up the same device (USP endpoint id, MAC address)
 * @param factoryReset the device says that it was reset ({@code 0 BOOTSTRAP}, Boot! cause)
 */
public record Hello(
        Principal principal,
        Protocol protocol,
        String transport,
        String address,
        String remoteAddress,
        EndpointId endpointId,
        Optional<DeviceIdentity> identity,
        Optional<DeviceId> deviceId,
        Optional<DeviceId> parent,
        DeviceKind kind,
        DataModelRoot dataModel,
        Set<String> aliases,
        boolean factoryReset) {
    public Hello {
        Objects.requireNonNull(principal);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
        Objects.requireNonNull(remoteAddress);
        Objects.requireNonNull(endpointId);
        Objects.requireNonNull(identity);
        Objects.requireNonNull(deviceId);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(dataModel);
        aliases = Set.copyOf(aliases);
    }
}
