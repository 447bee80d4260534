package org.trellis.cwmp.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.DeviceIdStruct;
import org.trellis.cwmp.message.EventCode;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Protocol;

/** Who is at the door, from an Inform. */
final class Hellos {

    private Hellos() {}

    /** Empty if the device does not say who it is in a usable way. */
    static Optional<Hello> of(Inform inform, Arrival arrival, CallbackPolicy policy) {
        DeviceIdStruct id = inform.deviceId();
        if (id.oui().isEmpty() || id.serialNumber().isEmpty()) {
            return Optional.empty();
        }
        DataModelRoot root = root(inform);
        DeviceIdentity identity = identity(inform, root);
        Optional<DeviceId> device = deviceId(identity);
        if (device.isEmpty()) {
            return Optional.empty();
        }
        String url =
                inform.value(root.prefix() + "ManagementServer.ConnectionRequestURL").orElse("");
        boolean callable = !url.isBlank() && policy.allows(url.strip(), arrival.remoteAddress());
        return Optional.of(
                new Hello(
                        arrival.principal(),
                        Protocol.CWMP,
                        "http",
                        callable ? url.strip() : "",
                        arrival.remoteAddress(),
                        endpoint(device.get()),
                        Optional.of(identity),
                        Optional.empty(),
                        Optional.empty(),
                        DeviceKind.GATEWAY,
                        root,
                        Set.of(userName(id)),
                        inform.eventCodes().contains(EventCode.BOOTSTRAP)));
    }

    /** The endpoint of the device that sent an Inform; empty if it is not usable. */
    static Optional<EndpointId> endpointId(Inform inform) {
        return deviceId(identity(inform, root(inform))).map(Hellos::endpoint);
    }

    private static EndpointId endpoint(DeviceId device) {
        return new EndpointId("cwmp:" + device);
    }

    /** Names a model and firmware; what was discovered of one device holds for its like. */
    static String modelKey(Inform inform) {
        DataModelRoot root = root(inform);
        return identity(inform, root).modelKey(root);
    }

    private static DeviceIdentity identity(Inform inform, DataModelRoot root) {
        DeviceIdStruct id = inform.deviceId();
        String info = root.prefix() + "DeviceInfo.";
        return new DeviceIdentity(
                id.manufacturer(),
                id.oui(),
                id.productClass(),
                id.serialNumber(),
                inform.value(info + "ModelName").orElse(""),
                inform.value(info + "SoftwareVersion").orElse(""),
                inform.value(info + "HardwareVersion").orElse(""));
    }

    /** Both roots may answer on one device; what it puts into its Inform is the one it lives in. */
    private static DataModelRoot root(Inform inform) {
        for (ParameterValueStruct parameter : inform.parameterList()) {
            Optional<DataModelRoot> root = DataModelRoot.of(parameter.name());
            if (root.isPresent()) {
                return root.get();
            }
        }
        return DataModelRoot.TR_181;
    }

    private static Optional<DeviceId> deviceId(DeviceIdentity identity) {
        try {
            return Optional.of(identity.deviceId());
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    /** The name that TR-069 3.4.4 builds, with what is outside {@code [A-Za-z0-9_]} as %HH. */
    private static String userName(DeviceIdStruct id) {
        String middle = id.productClass().isEmpty() ? "" : escape(id.productClass()) + "-";
        return escape(id.oui()) + "-" + middle + escape(id.serialNumber());
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || c == '_') {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
