package org.trellis.iot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.iot.zigbee2mqtt.Capability;
import org.trellis.iot.zigbee2mqtt.Rows;
import org.trellis.iot.zigbee2mqtt.ThingModel;
import org.trellis.iot.zigbee2mqtt.ZigbeeThing;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;

/** Brings a bridge and its things before the core, and keeps the numbers of their rows. */
final class Doorman {

    /** The device setting that keeps {@link Rows}. */
    static final String ROWS = "iot.rows";

    private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
    private static final String TRANSPORT = "mqtt";

    private final String bridge;
    private final String root;
    private final SouthboundPort port;
    private final Principal principal;

    Doorman(String bridge, String root, SouthboundPort port) {
        this.bridge = bridge;
        this.root = root;
        this.port = port;
        this.principal = new Principal(Principal.Kind.BRIDGE, bridge, TenantId.DEFAULT);
    }

    EndpointId endpointId(ZigbeeThing thing) {
        return new EndpointId("iot:" + bridge + ":" + thing.ieee());
    }

    /** The endpoint of the bridge itself. */
    EndpointId bridgeId() {
        return new EndpointId("iot:" + bridge + ":bridge");
    }

    /** The bridge as a device without rows; empty if it is not let in. */
    Optional<OpenThing> admitBridge() {
        ZigbeeThing itself =
                new ZigbeeThing(bridge, "bridge", "Zigbee2MQTT", "bridge", "", List.of());
        Hello hello =
                hello(
                        bridgeId(),
                        new DeviceIdentity(
                                "Zigbee2MQTT", "", "bridge", bridge, "Zigbee2MQTT", "", ""),
                        DeviceId.ofSource("bridge", bridge),
                        Optional.empty(),
                        root,
                        Set.of());
        return admitted(hello).map(a -> opened(itself, a, root + "bridge"));
    }

    /** A thing, opened and described; empty if it is not let in. */
    Optional<OpenThing> admit(OpenThing behind, ZigbeeThing thing) {
        String topic = root + thing.friendlyName();
        Hello hello =
                hello(
                        endpointId(thing),
                        new DeviceIdentity(
                                thing.vendor(),
                                "",
                                thing.model(),
                                thing.ieee(),
                                thing.model(),
                                thing.softwareVersion(),
                                ""),
                        DeviceId.ofSource("zigbee", thing.ieee()),
                        Optional.of(behind.endpoint().device()),
                        topic,
                        Set.of("0x" + thing.ieee()));
        return admitted(hello).map(a -> opened(thing, a, topic));
    }

    private OpenThing opened(ZigbeeThing thing, Admission.Admitted admitted, String topic) {
        Fence fence = port.opened(admitted.endpoint());
        return new OpenThing(numbered(thing, admitted), admitted.endpoint(), fence, topic);
    }

    private Hello hello(
            EndpointId endpointId,
            DeviceIdentity identity,
            DeviceId deviceId,
            Optional<DeviceId> behind,
            String address,
            Set<String> aliases) {
        return new Hello(
                principal,
                Protocol.IOT,
                TRANSPORT,
                address,
                "",
                endpointId,
                Optional.of(identity),
                Optional.of(deviceId),
                behind,
                behind.isPresent() ? DeviceKind.IOT : DeviceKind.OTHER,
                DataModelRoot.TR_181,
                aliases,
                false);
    }

    private Optional<Admission.Admitted> admitted(Hello hello) {
        return switch (port.admit(hello)) {
            case Admission.Admitted admitted -> Optional.of(admitted);
            case Admission.IdentityNeeded() -> notLetIn(hello, "its identity is not enough");
            case Admission.Pending(DeviceId _) -> notLetIn(hello, "waits for an operator");
            case Admission.Quarantined(DeviceId _, String reason) -> notLetIn(hello, reason);
            case Admission.Refused(String reason) -> notLetIn(hello, reason);
        };
    }

    private static Optional<Admission.Admitted> notLetIn(Hello hello, String why) {
        LOG.info("IoT device not served: {} ({})", hello.endpointId(), why);
        return Optional.empty();
    }

    private ThingModel numbered(ZigbeeThing thing, Admission.Admitted admitted) {
        Endpoint endpoint = admitted.endpoint();
        DeviceContext context = admitted.context();
        Rows before = Rows.parse(context.settings().getOrDefault(ROWS, ""));
        Rows rows = before.with(thing.capabilities());
        if (!rows.equals(before)) {
            port.remember(endpoint, Map.of(ROWS, rows.toText()));
        }
        ThingModel model = new ThingModel(servable(thing, rows), rows);
        List<Report> reports = new ArrayList<>();
        for (ParameterPath gone : vanished(model, context)) {
            reports.add(new Report.ObjectDeleted(gone));
        }
        reports.add(new Report.Values(model.description(), List.of(), false));
        port.report(endpoint, new Delivery(reports, Optional.empty()));
        return model;
    }

    /** Without those for which there was no number left. */
    private static ZigbeeThing servable(ZigbeeThing thing, Rows rows) {
        return new ZigbeeThing(
                thing.ieee(),
                thing.friendlyName(),
                thing.vendor(),
                thing.model(),
                thing.softwareVersion(),
                thing.capabilities().stream().filter(c -> rows.of(c).isPresent()).toList());
    }

    /** Rows that the twin still has and the thing no longer announces. */
    private static List<ParameterPath> vanished(ThingModel model, DeviceContext context) {
        Set<String> announced =
                model.thing().capabilities().stream()
                        .map(Capability::key)
                        .collect(Collectors.toSet());
        return model.rows().numbers().entrySet().stream()
                .filter(e -> !announced.contains(e.getKey()))
                .map(e -> ParameterPath.of(ThingModel.TABLE.text() + e.getValue() + "."))
                .filter(row ->
                        context.twin().text(ParameterPath.of(row.text() + "Class")).isPresent())
                .toList();
    }
}
