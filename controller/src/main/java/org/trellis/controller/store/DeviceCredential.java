package org.trellis.controller.store;

import java.time.Instant;
import java.util.Optional;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * A secret of one device or bridge for one protocol.
 *
 * @param user name on the wire; unique per protocol: the USP endpoint id, the CWMP user name, the
 *     bridge name
 * @param purpose {@code inbound} (it proves itself to us), {@code connection-request} (we prove
 *     ourselves to it), {@code bridge}
 */
public record DeviceCredential(
        TenantId tenant,
        Protocol protocol,
        String purpose,
        String user,
        Optional<DeviceId> device,
        String secret,
        Instant createdAt) {

    @Override
    public String toString() {
        return "DeviceCredential[" + protocol + " " + purpose + " " + user + "]";
    }
}
