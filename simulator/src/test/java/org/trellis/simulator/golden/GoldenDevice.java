package org.trellis.simulator.golden;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.Capabilities;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.view.CapabilityView;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translators;
import org.trellis.simulator.state.DeviceState;

/** A simulated device whose whole tree is known: what it says, and what that means. */
enum GoldenDevice {
    TR098_GATEWAY("gateway-tr098", DataModelRoot.TR_098, false),
    TR098_WIMAX("wimax-tr098", DataModelRoot.TR_098, false),
    TR181_GATEWAY("gateway-tr181", DataModelRoot.TR_181, false),
    TR181_PRPL("prpl-tr181", DataModelRoot.TR_181, false),
    TR181_ROUTER("router-tr181", DataModelRoot.TR_181, false),
    TR181_SET_TOP_BOX("settop-tr181", DataModelRoot.TR_181, false),
    USP_GATEWAY("gateway-usp", DataModelRoot.TR_181, true),
    USP_EXTENDER("extender-usp", DataModelRoot.TR_181, true);

    private static final Instant OBSERVED = Instant.parse("2026-11-24T10:00:00Z");

    private final String model;
    private final DataModelRoot root;
    private final boolean usp;

    GoldenDevice(String model, DataModelRoot root, boolean usp) {
        this.model = model;
        this.root = root;
        this.usp = usp;
    }

    /** The file of what it means, beside the other ones. */
    String file() {
        return model + ".tsv";
    }

    /** Its twin after all of it was read. */
    Snapshot snapshot() {
        Translators translators = Translators.shipped();
        SupportedModel supported = supported();
        ModelTranslator translator = translators.of(root).of(supported);
        List<Observation> values =
                canonical().stream().map(v -> new Observation(v, OBSERVED)).toList();
        EndpointSupport support =
                usp
                        ? EndpointSupport.usp(supported, translator)
                        : EndpointSupport.cwmp(supported, translator);
        return Snapshot.of(Twin.of(values), List.of(support), Catalogue.canonical());
    }

    <V extends CapabilityView> V view(Capability capability, Class<V> type) {
        return type.cast(Capabilities.view(snapshot(), capability));
    }

    /** What its report means, by path. */
    List<ObservedValue> canonical() {
        DeviceState state = state();
        ModelTranslator translator = Translators.shipped().of(root).of(supported());
        return translator
                .toCanonical(
                        report(state), path -> state.get(path).orElseThrow().writable(), OBSERVED)
                .stream()
                .sorted(Comparator.comparing(ObservedValue::path))
                .toList();
    }

    /** The same, a line for each value. */
    List<String> lines() {
        return canonical().stream().map(GoldenDevice::line).toList();
    }

    List<String> expected() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        GoldenDevice.class.getResourceAsStream("/golden/" + file()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Path, type, text, quality, access, and the native path where it is another one. */
    private static String line(ObservedValue value) {
        String access = (value.writable() ? "rw" : "ro") + (value.secret() ? " secret" : "");
        String source = value.sourcePath().equals(value.path().text()) ? "=" : value.sourcePath();
        return String.join(
                "\t",
                value.path().text(),
                value.type().label(),
                value.text(),
                value.quality().label(),
                access,
                source);
    }

    DeviceState state() {
        Map<String, String> variables = new HashMap<>();
        variables.put("manufacturer", "Acme");
        variables.put("oui", "0014A5");
        variables.put("class", "GOLDEN");
        variables.put("model", "GOLDEN");
        variables.put("serial", "SN1");
        variables.put("firmware", "1.0.0");
        variables.put("periodic", "300");
        variables.put("eid", "os::0014A5-SN1");
        variables.put("controller", "self::trellis");
        return DeviceState.load(model + ".tsv", variables);
    }

    private static List<NativeValue> report(DeviceState state) {
        List<NativeValue> report = new ArrayList<>();
        state.below("")
                .forEach((path, parameter) ->
                        report.add(
                                new NativeValue(
                                        path,
                                        ParameterType.parse(parameter.type()).orElseThrow(),
                                        parameter.value())));
        return report;
    }

    private SupportedModel supported() {
        DeviceState state = state();
        Map<String, SupportedNode> nodes = new HashMap<>();
        state.below("")
                .forEach((path, parameter) ->
                        add(nodes, path, SupportedNode.Kind.PARAMETER, parameter.writable()));
        for (String object : state.objectsBelow("")) {
            add(nodes, object, SupportedNode.Kind.OBJECT, state.creatable(object));
        }
        state.commands()
                .keySet()
                .forEach(command -> add(nodes, command, SupportedNode.Kind.COMMAND, true));
        return new SupportedModel(model, root, nodes);
    }

    private static void add(
            Map<String, SupportedNode> nodes,
            String path,
            SupportedNode.Kind kind,
            boolean writable) {
        String template = DeviceState.template(path);
        nodes.put(template, new SupportedNode(template, kind, writable, null));
    }
}
