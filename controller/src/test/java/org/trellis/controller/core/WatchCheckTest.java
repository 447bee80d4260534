package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;

/** What is refused before it is queued. */
class WatchCheckTest {

    private final Stores stores = MemoryStores.create();
    private final Node node =
            new Node("a", stores, new SettableClock(), new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private List<PathError> check(Session device, NotificationType what, String path) {
        Operation watch = new Operation.Watch(List.of(PathExpression.of(path)), what);
        return node.north.commands().validate(Node.OPERATOR, Node.request(device.device(), watch));
    }

    @Test
    void a_value_is_watched_by_any_path_that_has_one() {
        Session device = node.usp("S1").drained();
        for (String path :
                List.of(
                        "Device.WiFi.SSID.1.SSID",
                        "Device.WiFi.SSID.*.SSID",
                        "Device.WiFi.SSID.[SSID==\"a\"].Enable",
                        "Device.WiFi.")) {
            assertThat(check(device, NotificationType.VALUE_CHANGE, path)).as(path).isEmpty();
        }
        for (String path : List.of("Device.Reboot()", "Device.Boot!", "Device.WiFi.SSID.1.Nope")) {
            assertThat(check(device, NotificationType.VALUE_CHANGE, path))
                    .singleElement()
                    .satisfies(e -> assertThat(e.path()).isEqualTo(path))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PATH));
        }
    }

    @Test
    void rows_are_watched_by_their_table() {
        Session device = node.usp("S1").drained();
        assertThat(check(device, NotificationType.OBJECT_CREATION, "Device.NAT.PortMapping."))
                .isEmpty();
        for (String path :
                List.of(
                        "Device.NAT.PortMapping.1.",
                        "Device.NAT.PortMapping.*.",
                        "Device.NAT.",
                        "Device.",
                        "Device.NAT.PortMapping")) {
            assertThat(check(device, NotificationType.OBJECT_DELETION, path)).as(path).hasSize(1);
        }
    }

    @Test
    void no_more_is_watched_of_a_device_than_can_be_kept() {
        Session device = node.usp("S1").drained();
        stores.watches()
                .add(
                        device.endpoint,
                        NotificationType.VALUE_CHANGE,
                        IntStream.rangeClosed(1, 1_000)
                                .mapToObj(i -> PathExpression.of("Device.WiFi.SSID." + i + ".SSID"))
                                .toList());
        assertThat(check(device, NotificationType.VALUE_CHANGE, "Device.WiFi.SSID.1.Enable"))
                .singleElement()
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCES_EXCEEDED))
                .satisfies(e -> assertThat(e.message()).contains("1000", "value-change"));
        assertThat(check(device, NotificationType.VALUE_CHANGE, "Device.WiFi.SSID.1.SSID"))
                .as("again")
                .isEmpty();
        assertThat(check(device, NotificationType.OBJECT_CREATION, "Device.NAT.PortMapping."))
                .as("another kind")
                .isEmpty();
        assertThat(check(device, NotificationType.OFF, "Device.WiFi.SSID.1.Enable")).isEmpty();
    }

    @Test
    void over_cwmp_rows_are_watched_where_they_are_counted() {
        Session igd = node.open(Node.tr098(Node.cwmp(node.login(Node.KEY), "S1")));
        assertThat(check(igd, NotificationType.OBJECT_CREATION, "Device.Hosts.Host.")).isEmpty();
        assertThat(check(igd, NotificationType.OBJECT_CREATION, "Device.WiFi.SSID."))
                .singleElement()
                .satisfies(e -> assertThat(e.path()).isEqualTo("Device.WiFi.SSID."))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
                .satisfies(e -> assertThat(e.message()).contains("SSIDNumberOfEntries"));
        assertThat(check(igd, NotificationType.VALUE_CHANGE, "Device.WiFi.SSID.")).isEmpty();
    }

    @Test
    void a_thing_behind_a_bridge_tells_everything_and_is_not_watched() {
        node.north.enrollment().createBridge(Node.OPERATOR, "home1").orElseThrow();
        Session plug = node.open(thing(new Principal(Principal.Kind.BRIDGE, "home1", Node.TENANT)));
        for (NotificationType type : NotificationType.values()) {
            assertThat(check(plug, type, "Device.IoTCapability."))
                    .as(type.label())
                    .singleElement()
                    .satisfies(e -> assertThat(e.path()).isEqualTo("Device.IoTCapability."))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
                    .satisfies(e -> assertThat(e.message()).contains("reported watched or not"));
        }
    }

    private static Hello thing(Principal bridge) {
        return new Hello(
                bridge,
                Protocol.IOT,
                "mqtt",
                "zigbee2mqtt/plug",
                "192.0.2.9",
                new EndpointId("iot:home1:0x1"),
                Node.cwmp(bridge, "Z").identity(),
                Optional.of(DeviceId.ofSource("zigbee", "0x1")),
                Optional.empty(),
                DeviceKind.IOT,
                DataModelRoot.TR_181,
                Set.of(),
                false);
    }
}
