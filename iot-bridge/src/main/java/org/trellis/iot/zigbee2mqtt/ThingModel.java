package org.trellis.iot.zigbee2mqtt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;

/**
 * A thing as a TR-181 device: its rows, what is always true of them, and what it supports. Pure.
 *
 * @param rows has a number for every capability of the thing
 */
public record ThingModel(ZigbeeThing thing, Rows rows) {

    /** The table. */
    public static final ParameterPath TABLE = ParameterPath.of("Device.IoTCapability.");

    private static final String INFO = "Device.DeviceInfo.";

    public ThingModel {
        Objects.requireNonNull(thing);
        Objects.requireNonNull(rows);
    }

    /** {@code Device.IoTCapability.N.} */
    public ParameterPath row(Capability capability) {
        return ParameterPath.of(TABLE.text() + rows.of(capability).orElseThrow() + ".");
    }

    /** The parameter that holds the value of a capability. */
    public ParameterPath valuePath(Capability capability) {
        return member(capability, capability.iotClass().valueName());
    }

    /** {@code Toggle()} and the like, below the class. */
    public ParameterPath member(Capability capability, String name) {
        return ParameterPath.of(
                row(capability).text() + capability.iotClass().label() + "." + name);
    }

    /** What does not come with the state. */
    public List<ObservedValue> description() {
        List<ObservedValue> all = new ArrayList<>();
        add(all, INFO + "Manufacturer", ParameterType.STRING, thing.vendor());
        add(all, INFO + "ModelName", ParameterType.STRING, thing.model());
        add(all, INFO + "SerialNumber", ParameterType.STRING, thing.ieee());
        add(all, INFO + "SoftwareVersion", ParameterType.STRING, thing.softwareVersion());
        add(
                all,
                "Device.IoTCapabilityNumberOfEntries",
                ParameterType.UNSIGNED_INT,
                String.valueOf(thing.capabilities().size()));
        for (Capability capability : thing.capabilities()) {
            String row = row(capability).text();
            String members = row + capability.iotClass().label() + ".";
            add(all, row + "Alias", ParameterType.STRING, "z2m-" + capability.key());
            add(all, row + "Name", ParameterType.STRING, capability.name());
            add(all, row + "Class", ParameterType.STRING, capability.iotClass().label());
            add(all, members + "Type", ParameterType.STRING, capability.type());
            if (capability.iotClass().isLevel()) {
                add(all, members + "Unit", ParameterType.STRING, capability.unit());
            }
            if (capability.iotClass() == Capability.IotClass.LEVEL_CONTROL) {
                limit(all, members + "MinValue", capability.min());
                limit(all, members + "MaxValue", capability.max());
            }
            if (!capability.validValues().isEmpty()) {
                add(
                        all,
                        members + "ValidValues",
                        ParameterType.STRING,
                        String.join(
                                ",",
                                capability.validValues().stream()
                                        .map(v -> v.replace("%", "%25").replace(",", "%2C"))
                                        .toList()));
            }
        }
        return all;
    }

    /** A reading as a value of the device. */
    public ObservedValue value(StateCodec.Reading reading) {
        Capability capability = reading.capability();
        return new ObservedValue(
                valuePath(capability),
                reading.understood() ? capability.iotClass().valueType() : ParameterType.STRING,
                reading.text(),
                capability.isSettable(),
                false,
                "zigbee2mqtt:" + capability.key(),
                reading.understood() ? Quality.REPORTED : Quality.RAW);
    }

    /** What things of this model support. */
    public SupportedModel supported() {
        Map<String, SupportedNode> nodes = new LinkedHashMap<>();
        object(nodes, "Device.");
        object(nodes, INFO);
        object(nodes, TABLE.text() + "{i}.");
        for (ObservedValue value : description()) {
            node(nodes, value.path().template(), SupportedNode.Kind.PARAMETER, false, value.type());
        }
        for (Capability capability : thing.capabilities()) {
            Capability.IotClass c = capability.iotClass();
            String members = TABLE.text() + "{i}." + c.label() + ".";
            object(nodes, members);
            SupportedNode before = nodes.get(members + c.valueName());
            boolean writable = capability.isSettable() || before != null && before.writable();
            node(
                    nodes,
                    members + c.valueName(),
                    SupportedNode.Kind.PARAMETER,
                    writable,
                    c.valueType());
            if (c == Capability.IotClass.BINARY_CONTROL) {
                nodes.put(
                        members + "Toggle()",
                        new SupportedNode(
                                members + "Toggle()", SupportedNode.Kind.COMMAND, false, null));
            }
        }
        return new SupportedModel(
                String.join(
                        "/", "zigbee2mqtt", thing.vendor(), thing.model(), thing.softwareVersion()),
                DataModelRoot.TR_181,
                nodes);
    }

    private static void object(Map<String, SupportedNode> nodes, String template) {
        nodes.put(template, new SupportedNode(template, SupportedNode.Kind.OBJECT, false, null));
    }

    private static void node(
            Map<String, SupportedNode> nodes,
            String template,
            SupportedNode.Kind kind,
            boolean writable,
            ParameterType type) {
        nodes.put(template, new SupportedNode(template, kind, writable, type));
    }

    private static void limit(List<ObservedValue> all, String path, Optional<BigDecimal> limit) {
        limit.ifPresent(l -> add(all, path, ParameterType.DECIMAL, StateCodec.plainText(l)));
    }

    private static void add(List<ObservedValue> all, String path, ParameterType type, String text) {
        all.add(
                new ObservedValue(
                        ParameterPath.of(path),
                        type,
                        text,
                        false,
                        false,
                        "zigbee2mqtt:bridge/devices",
                        Quality.REPORTED));
    }
}
