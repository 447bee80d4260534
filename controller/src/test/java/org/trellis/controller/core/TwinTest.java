package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.core.Twins.Row;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;

/** What is known of a device's values, and from which of its endpoints. */
class TwinTest {

    private static final String SSID = "Device.WiFi.SSID.1.SSID";
    private static final DeviceId S1 = Node.identity("S1").deviceId();

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private List<Row> rows(String... paths) {
        return node.north
                .twins()
                .parameters(
                        Node.OPERATOR,
                        S1,
                        List.of(paths).stream().map(PathExpression::of).toList());
    }

    private List<String> texts(String... paths) {
        return rows(paths).stream()
                .map(r -> r.value().value().path() + "=" + r.value().value().text())
                .toList();
    }

    private static Report values(ObservedValue... values) {
        return new Report.Values(List.of(values), List.of(), false);
    }

    private long written() {
        return node.core.metrics().value(CoreMetrics.Counter.TWIN_VALUES_WRITTEN);
    }

    @Test
    void writes_only_what_changed() {
        Session device = node.cwmp("S1").drained();
        device.report(values(Session.value(SSID, "a"), Session.value("Device.IP.X", "1")));
        long before = written();
        device.report(values(Session.value(SSID, "a"), Session.value("Device.IP.X", "1")));
        assertThat(written()).isEqualTo(before);
        device.report(values(Session.value(SSID, "b"), Session.value("Device.IP.X", "1")));
        assertThat(written()).isEqualTo(before + 1);
        assertThat(texts(SSID)).containsExactly(SSID + "=b");
    }

    @Test
    void keeps_when_a_value_changed_and_when_it_was_last_seen() {
        Session device = node.cwmp("S1").drained();
        Instant first = clock.instant();
        device.report(values(Session.value(SSID, "a")));
        clock.advance(Duration.ofMinutes(10));
        device.report(values(Session.value(SSID, "a")));
        Row row = rows(SSID).getFirst();
        assertThat(row.value().changedAt()).isEqualTo(first);
        assertThat(row.observedAt()).isEqualTo(clock.instant());
        assertThat(row.source().protocol()).isEqualTo(Protocol.CWMP);
    }

    @Test
    void a_whole_read_refreshes_the_age_and_removes_what_is_gone() {
        Session device = node.cwmp("S1").drained();
        device.report(
                values(Session.value(SSID, "a"), Session.value("Device.WiFi.SSID.2.SSID", "b")));
        clock.advance(Duration.ofMinutes(10));
        node.submit(S1, Session.get("Device.WiFi."));
        Lease lease = device.pull();
        node.port.complete(
                lease,
                CommandResult.read(
                        List.of(Session.value(SSID, "a")),
                        List.of(ParameterPath.of("Device.WiFi."))));
        assertThat(texts("Device.WiFi.")).containsExactly(SSID + "=a");
        assertThat(rows(SSID).getFirst().observedAt()).isEqualTo(clock.instant());
    }

    @Test
    void a_written_value_is_unconfirmed_until_it_is_read_back() {
        Session device = node.cwmp("S1").drained();
        device.report(values(Session.value(SSID, "old")));
        node.submit(S1, Session.set(SSID, "new"));
        CommandResult written =
                new CommandResult(
                        CommandResult.Status.DONE,
                        List.of(Session.value(SSID, "new", Quality.UNCONFIRMED)),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty());
        node.port.complete(device.pull(), written);
        assertThat(rows(SSID).getFirst().value().value().quality()).isEqualTo(Quality.UNCONFIRMED);
        assertThat(changes())
                .containsExactly(
                        Map.of(
                                "path", SSID,
                                "value", "new",
                                "previous", "old",
                                "cause", "command",
                                "endpoint", device.endpoint.id().value()));
        device.report(values(Session.value(SSID, "new")));
        assertThat(rows(SSID).getFirst().value().value().quality()).isEqualTo(Quality.REPORTED);
    }

    private List<Map<String, Object>> changes() {
        return node.events(S1).stream()
                .filter(e -> e.type().equals("parameter.changed"))
                .map(EventRecord::data)
                .toList();
    }

    @Test
    void a_notified_change_is_an_event_and_a_secret_is_not_told() {
        Session device = node.usp("S1").drained();
        String key = "Device.WiFi.AccessPoint.1.Security.KeyPassphrase";
        ObservedValue secret =
                new ObservedValue(
                        ParameterPath.of(key),
                        ParameterType.STRING,
                        "hunter22",
                        true,
                        true,
                        key,
                        Quality.REPORTED);
        device.report(new Report.Values(List.of(secret), List.of(), true));
        assertThat(changes()).hasSize(1);
        assertThat(changes().getFirst()).containsEntry("secret", true).doesNotContainKey("value");
        device.report(values(Session.value(SSID, "a")));
        assertThat(changes()).as("an Inform's parameter is no news").hasSize(1);
    }

    @Test
    void a_deleted_row_is_gone() {
        Session device = node.usp("S1").drained();
        device.report(
                values(
                        Session.value("Device.NAT.PortMapping.1.Description", "a"),
                        Session.value("Device.NAT.PortMapping.2.Description", "b")));
        device.report(new Report.ObjectDeleted(ParameterPath.of("Device.NAT.PortMapping.1.")));
        assertThat(texts("Device.NAT.")).containsExactly("Device.NAT.PortMapping.2.Description=b");
        node.submit(S1, Session.delete("Device.NAT.PortMapping.2."));
        node.port.complete(
                device.pull(),
                new CommandResult(
                        CommandResult.Status.DONE,
                        List.of(),
                        List.of(),
                        List.of(ParameterPath.of("Device.NAT.PortMapping.2.")),
                        Map.of(),
                        List.of(),
                        Optional.empty()));
        assertThat(texts("Device.NAT.")).isEmpty();
    }

    @Test
    void resolves_wildcards_and_searches() {
        Session device = node.cwmp("S1").drained();
        device.report(
                values(
                        Session.value(SSID, "home"),
                        Session.value("Device.WiFi.SSID.1.Enable", "true"),
                        Session.value("Device.WiFi.SSID.2.SSID", "guest"),
                        Session.value("Device.WiFi.SSID.2.Enable", "false")));
        assertThat(texts("Device.WiFi.SSID.*.SSID")).hasSize(2);
        assertThat(texts("Device.WiFi.SSID.[SSID==\"guest\"].Enable"))
                .containsExactly("Device.WiFi.SSID.2.Enable=false");
        assertThat(texts("Device.WiFi.SSID.[Enable==true&&SSID!=\"x\"].SSID"))
                .containsExactly(SSID + "=home");
        assertThat(rows()).hasSize(4);
        assertThat(rows("Device.")).hasSize(4);
    }

    @Test
    void takes_each_object_from_its_authoritative_endpoint() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        cwmp.report(
                values(
                        Session.value("Device.WiFi.SSID.1.SSID", "from cwmp"),
                        Session.value("Device.ManagementServer.URL", "http://acs")));
        usp.report(values(Session.value("Device.WiFi.SSID.5.SSID", "from usp")));
        assertThat(texts("Device."))
                .containsExactly(
                        "Device.ManagementServer.URL=http://acs",
                        "Device.WiFi.SSID.5.SSID=from usp");
    }

    @Test
    void refuses_a_command_of_which_a_part_would_go_to_the_wrong_endpoint() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        cwmp.report(values(Session.value("Device.ManagementServer.URL", "http://acs")));
        usp.report(values(Session.value("Device.WiFi.SSID.1.SSID", "x")));
        clock.advance(Duration.ofSeconds(31));
        org.trellis.southbound.Operation both =
                Session.get("Device.WiFi.", "Device.ManagementServer.");
        Submission refused =
                node.north.commands().submit(Node.OPERATOR, Node.request(S1, both), Duration.ZERO);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submission.Invalid.class,
                        invalid ->
                                assertThat(invalid.errors())
                                        .extracting(org.trellis.model.PathError::path)
                                        .containsExactly("Device.ManagementServer."));
        assertThat(node.north.commands().validate(Node.OPERATOR, Node.request(S1, both)))
                .hasSize(1);
        assertThat(node.submit(S1, Session.get("Device.WiFi.", "Device.WiFi.SSID.1.SSID")).status())
                .isEqualTo(CommandRecord.Status.QUEUED);
        CommandRequest forced =
                new CommandRequest(
                        S1,
                        both,
                        org.trellis.southbound.Command.Priority.INTERACTIVE,
                        Optional.empty(),
                        Optional.of(usp.endpoint.id()),
                        Optional.empty());
        assertThat(node.north.commands().submit(Node.OPERATOR, forced, Duration.ZERO))
                .isInstanceOf(Submission.Accepted.class);
    }

    /** The two sides number the same two rows the other way round. */
    @Test
    void renumbers_a_command_that_goes_over_the_other_endpoint() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        usp.report(
                values(
                        Session.value("Device.WiFi.Radio.1.Name", "wl0"),
                        Session.value("Device.WiFi.Radio.2.Name", "wl1")));
        cwmp.report(
                values(
                        Session.value("Device.WiFi.Radio.1.Name", "wl1"),
                        Session.value("Device.WiFi.Radio.2.Name", "wl0")));
        clock.advance(Duration.ofSeconds(31));
        usp.close();
        CommandRecord set = node.submit(S1, Session.set("Device.WiFi.Radio.1.Channel", "11"));
        Lease lease = cwmp.pull();
        assertThat(lease.command().id()).isEqualTo(set.id());
        assertThat(lease.command().operation())
                .isEqualTo(Session.set("Device.WiFi.Radio.2.Channel", "11"));
        assertThat(node.find(set.id()).operation())
                .as("the record keeps the operator's words")
                .isEqualTo(Session.set("Device.WiFi.Radio.1.Channel", "11"));
    }

    @Test
    void shows_a_result_over_the_other_endpoint_in_the_numbering_of_the_device_view() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        usp.report(
                values(
                        Session.value(SSID, "home"),
                        Session.value("Device.WiFi.SSID.2.SSID", "guest")));
        cwmp.report(
                values(
                        Session.value(SSID, "guest"),
                        Session.value("Device.WiFi.SSID.2.SSID", "home")));
        clock.advance(Duration.ofSeconds(31));
        usp.close();
        CommandRecord get = node.submit(S1, Session.get(SSID));
        Lease lease = cwmp.pull();
        assertThat(lease.command().operation()).isEqualTo(Session.get("Device.WiFi.SSID.2.SSID"));
        node.port.complete(lease, Session.read(Session.value("Device.WiFi.SSID.2.SSID", "home")));
        assertThat(node.find(get.id()).result().orElseThrow().values().getFirst().path().text())
                .isEqualTo(SSID);
    }

    @Test
    void waits_for_the_endpoint_when_a_row_is_not_known_on_the_other() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        usp.report(values(Session.value("Device.WiFi.Radio.7.Name", "wl7")));
        cwmp.report(values(Session.value("Device.WiFi.Radio.1.Name", "wl1")));
        clock.advance(Duration.ofSeconds(31));
        usp.close();
        node.submit(S1, Session.set("Device.WiFi.Radio.7.Channel", "11"));
        assertThat(cwmp.next()).isEmpty();
        Session back = node.usp("S1");
        assertThat(back.pull().command().operation())
                .isEqualTo(Session.set("Device.WiFi.Radio.7.Channel", "11"));
    }

    @Test
    void a_forced_route_is_taken_as_it_is() {
        node.announce("S1");
        Session cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        Operation set = Session.set(SSID, "home");
        CommandRequest plain = Node.request(S1, set);
        node.north
                .commands()
                .submit(
                        Node.OPERATOR,
                        new CommandRequest(
                                plain.device(),
                                set,
                                plain.priority(),
                                plain.expiresAt(),
                                Optional.of(cwmp.endpoint.id()),
                                plain.idempotency()),
                        Duration.ZERO);
        assertThat(usp.next()).isEmpty();
        assertThat(cwmp.pull().command().operation()).isEqualTo(set);
    }

    @Test
    void another_node_reads_what_the_owner_wrote() {
        Session device = node.usp("S1").drained();
        device.report(values(Session.value(SSID, "a")));
        try (Node other = new Node("b", stores, clock, new LocalNodeBus())) {
            assertThat(read(other)).isEqualTo("a");
            device.report(values(Session.value(SSID, "b")));
            assertThat(read(other)).isEqualTo("b");
        }
    }

    private static String read(Node other) {
        return other.north
                .twins()
                .parameters(Node.OPERATOR, S1, List.of(PathExpression.of(SSID)))
                .getFirst()
                .value()
                .value()
                .text();
    }

    @Test
    void gives_an_adapter_the_values_of_its_endpoint_by_either_path() {
        Session device = node.cwmp("S1").drained();
        device.report(
                values(
                        new ObservedValue(
                                ParameterPath.of(SSID),
                                ParameterType.STRING,
                                "home",
                                true,
                                false,
                                "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID",
                                Quality.REPORTED)));
        var view = node.port.context(device.endpoint).twin();
        assertThat(view.text(ParameterPath.of(SSID))).contains("home");
        assertThat(view.nativeText("InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID"))
                .contains("home");
        assertThat(view.paths(PathExpression.of("Device.WiFi.SSID.*.SSID")))
                .containsExactly(ParameterPath.of(SSID));
    }
}
