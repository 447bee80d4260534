package org.trellis.iot.zigbee2mqtt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns exposes into capabilities: the known ones by the table, the others by their kind. */
final class Capabilities {

    private Capabilities() {}

    static List<Capability> of(List<Expose> exposes) {
        List<Capability> all = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Expose expose : exposes) {
            // what can only be written (identify, effect) is an operation, not a value
            if (!expose.isInState() || !keys.add(expose.property())) {
                continue;
            }
            Capability capability = capability(expose);
            String name =
                    names.add(capability.name())
                            ? capability.name()
                            : capability.name() + "." + expose.property();
            names.add(name);
            all.add(
                    new Capability(
                            capability.key(),
                            name,
                            capability.iotClass(),
                            capability.type(),
                            capability.unit(),
                            capability.conversion(),
                            expose));
        }
        return all;
    }

    private static Capability capability(Expose expose) {
        Optional<MappingTable.Mapping> known = MappingTable.SHIPPED.find(expose);
        return known.map(m -> capability(expose, m)).orElseGet(() -> generic(expose));
    }

    private static Capability capability(Expose expose, MappingTable.Mapping mapping) {
        return new Capability(
                expose.property(),
                mapping.quantity(),
                readOnlyIfNeedBe(mapping.iotClass(), expose),
                mapping.type(),
                mapping.unit(),
                mapping.conversion(),
                expose);
    }

    private static Capability generic(Expose expose) {
        boolean settable = expose.isSettable();
        return switch (expose.kind()) {
            case NUMERIC ->
                    generic(
                            expose,
                            settable
                                    ? Capability.IotClass.LEVEL_CONTROL
                                    : Capability.IotClass.LEVEL_SENSOR,
                            "Meter",
                            MappingTable.SHIPPED
                                    .canonicalUnit(expose.unit())
                                    .orElse(expose.unit()));
            case BINARY ->
                    generic(
                            expose,
                            settable
                                    ? Capability.IotClass.BINARY_CONTROL
                                    : Capability.IotClass.BINARY_SENSOR,
                            settable ? "Switch" : "X:" + expose.property(),
                            "");
            case ENUM ->
                    generic(
                            expose,
                            settable
                                    ? Capability.IotClass.ENUM_CONTROL
                                    : Capability.IotClass.ENUM_SENSOR,
                            "OperatingMode",
                            "");
            case TEXT -> generic(expose, Capability.IotClass.BLOB_SENSOR, "text", "");
            case OTHER -> generic(expose, Capability.IotClass.BLOB_SENSOR, "json", "");
        };
    }

    private static Capability generic(
            Expose expose, Capability.IotClass iotClass, String type, String unit) {
        return new Capability(
                expose.property(),
                expose.property(),
                iotClass,
                type,
                unit,
                new Conversion.Copy(),
                expose);
    }

    /** A control that this thing does not let be set is a sensor. */
    private static Capability.IotClass readOnlyIfNeedBe(
            Capability.IotClass iotClass, Expose expose) {
        if (expose.isSettable()) {
            return iotClass;
        }
        return switch (iotClass) {
            case BINARY_CONTROL -> Capability.IotClass.BINARY_SENSOR;
            case LEVEL_CONTROL -> Capability.IotClass.LEVEL_SENSOR;
            case ENUM_CONTROL -> Capability.IotClass.ENUM_SENSOR;
            case BINARY_SENSOR, LEVEL_SENSOR, ENUM_SENSOR, BLOB_SENSOR -> iotClass;
        };
    }
}
