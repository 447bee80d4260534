package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.IotView;
import org.trellis.model.capability.view.IotView.Value;
import org.trellis.model.capability.view.Summary;

/**
 * Things and their functions. TR-181 defines {@code IoTCapability} once, below the root; it is
 * mounted below {@code ProxiedDevice.{i}.} and {@code ProxiedDevice.{i}.Node.{i}.}.
 */
public final class IotResolver {

    /** In the order of TR-181; a row has one of them. */
    private static final List<String> CLASSES =
            List.of(
                    "BinaryControl",
                    "LevelControl",
                    "EnumControl",
                    "BinarySensor",
                    "LevelSensor",
                    "MultiLevelSensor",
                    "EnumSensor",
                    "BlobSensor");

    private IotResolver() {}

    public static IotView resolve(Snapshot device, Summary summary) {
        TwinObject root = device.twin().root();
        List<IotView.Function> own = functions(root);
        root.rows("Node.").forEach(n -> own.addAll(functions(n)));
        return new IotView(
                summary,
                root.rows("ProxiedDevice.").stream().map(IotResolver::thing).toList(),
                own);
    }

    private static IotView.Thing thing(TwinObject device) {
        List<IotView.Function> functions = functions(device);
        device.rows("Node.").forEach(n -> functions.addAll(functions(n)));
        return new IotView.Thing(
                device.asPath(),
                device.number(),
                device.string("Name"),
                device.string("Type"),
                device.bool("Online"),
                device.time("LastTimeContacted"),
                device.string("ProxyProtocol"),
                functions);
    }

    private static List<IotView.Function> functions(TwinObject mount) {
        List<IotView.Function> functions = new ArrayList<>();
        mount.rows("IoTCapability.").forEach(row -> functions.add(function(row)));
        return functions;
    }

    /** What a row is, as TR-181 names it; empty if nothing tells. */
    public static String classOf(TwinObject row) {
        return row.text("Class")
                .filter(c -> !c.isEmpty())
                .or(() -> CLASSES.stream().filter(c -> !row.at(c + ".").isEmpty()).findFirst())
                .orElse("");
    }

    private static IotView.Function function(TwinObject row) {
        String kind = classOf(row);
        TwinObject body = row.at(CLASSES.contains(kind) ? kind + "." : "none.");
        return new IotView.Function(
                row.asPath(),
                row.number(),
                row.string("Name"),
                body.string("Type"),
                body.string("Unit"),
                body.time("LastChange"),
                value(kind, body));
    }

    private static Value value(String kind, TwinObject body) {
        return switch (kind) {
            case "BinaryControl", "BinarySensor" -> new Value.Binary(kind, body.bool("Value"));
            case "LevelControl", "LevelSensor" -> new Value.Level(kind, body.decimal("Value"));
            case "EnumControl", "EnumSensor" ->
                    new Value.Choice(kind, body.string("Value"), body.list("ValidValues"));
            case "MultiLevelSensor" ->
                    new Value.Levels(kind, body.decimals("Values"), body.list("ValueNames"));
            case "BlobSensor" -> new Value.Blob(kind, body.string("Value"));
            default -> new Value.Other(kind);
        };
    }
}
