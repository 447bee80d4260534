package org.trellis.controller.core;

import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;

/** What single devices show: passwords and tokens of their own. */
public interface DeviceCredentials {

    /** Those of a device, without secrets. */
    List<DeviceCredential> credentials(Caller caller, DeviceId device);

    /**
     * Makes one. What the device showed before stays valid until it shows the new one, and never
     * after that.
     *
     * @param user its name on the wire: a USP endpoint id, a CWMP user name; empty takes that of
     *     the device's only endpoint of the protocol
     * @return with its secret: the only time that it is told; empty if the name is not allowed, or
     *     is another device's, or none follows from the device
     */
    Optional<DeviceCredential> create(
            Caller caller, DeviceId device, Protocol protocol, String user);

    /** Takes all away that the device can show under a name; false if there is none. */
    boolean revoke(Caller caller, DeviceId device, Protocol protocol, String user);
}
