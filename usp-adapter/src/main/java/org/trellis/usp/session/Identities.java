package org.trellis.usp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.usp.message.Response.RequestedPath;
import org.trellis.usp.message.Response.ResolvedPath;

/** Who an agent is: what its {@code Device.DeviceInfo.} says, else what its endpoint id says. */
final class Identities {

    private static final String OBJECT = "Device.DeviceInfo.";
    private static final List<String> NAMES =
            List.of(
                    "Manufacturer",
                    "ManufacturerOUI",
                    "ProductClass",
                    "SerialNumber",
                    "ModelName",
                    "SoftwareVersion",
                    "HardwareVersion");

    private Identities() {}

    /** Only these: the whole object can be large, and nothing large is read of a stranger. */
    static List<String> paths() {
        return NAMES.stream().map(Identities::path).toList();
    }

    static String path(String name) {
        return OBJECT + name;
    }

    static DeviceIdentity of(Function<String, Optional<String>> info) {
        return new DeviceIdentity(
                info.apply("Manufacturer").orElse(""),
                info.apply("ManufacturerOUI").orElse(""),
                info.apply("ProductClass").orElse(""),
                info.apply("SerialNumber").orElse(""),
                info.apply("ModelName").orElse(""),
                info.apply("SoftwareVersion").orElse(""),
                info.apply("HardwareVersion").orElse(""));
    }

    /** Empty if neither tells the manufacturer's OUI and a serial number. */
    static Optional<DeviceIdentity> of(String endpointId, List<RequestedPath> read) {
        Map<String, String> values = new HashMap<>();
        for (RequestedPath path : read) {
            for (ResolvedPath resolved : path.resolved()) {
                if (resolved.object().equals(OBJECT)) {
                    values.putAll(resolved.parameters());
                }
            }
        }
        Optional<OuiSerial> fallback = ouiSerial(endpointId);
        DeviceIdentity said = of(name -> Optional.ofNullable(values.get(name)));
        DeviceIdentity identity =
                new DeviceIdentity(
                        said.manufacturer(),
                        said.oui().isEmpty() ? fallback.map(OuiSerial::oui).orElse("") : said.oui(),
                        said.productClass(),
                        said.serialNumber().isEmpty()
                                ? fallback.map(OuiSerial::serial).orElse("")
                                : said.serialNumber(),
                        said.modelName(),
                        said.softwareVersion(),
                        said.hardwareVersion());
        return identity.oui().isEmpty() || identity.serialNumber().isEmpty()
                ? Optional.empty()
                : Optional.of(identity);
    }

    private record OuiSerial(String oui, String serial) {}

    /** Of {@code os::00256D-0123456789}; the product class in {@code ops} may hold a hyphen. */
    private static Optional<OuiSerial> ouiSerial(String endpointId) {
        if (!endpointId.startsWith("os::")) {
            return Optional.empty();
        }
        String instance = endpointId.substring("os::".length());
        int hyphen = instance.indexOf('-');
        return hyphen < 6 || hyphen == instance.length() - 1
                ? Optional.empty()
                : Optional.of(
                        new OuiSerial(
                                instance.substring(0, hyphen), instance.substring(hyphen + 1)));
    }
}
