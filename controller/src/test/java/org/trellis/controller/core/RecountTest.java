package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Lease;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Report;

/** A CWMP device that says no more than that a table has another number of rows. */
class RecountTest {

    private static final String TABLE = "Device.NAT.PortMapping.";
    private static final String COUNT = "Device.NAT.PortMappingNumberOfEntries";

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private List<String> rowEvents() {
        return stores.events().feed(Node.TENANT, new UUID(0, 0), 10_000).stream()
                .filter(e -> e.type().startsWith("object."))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(RecountTest::text)
                .toList();
    }

    private static String text(EventRecord event) {
        return event.type() + " " + event.data();
    }

    private static Report counted(int rows) {
        return new Report.Values(
                List.of(Session.value(COUNT, Integer.toString(rows))), List.of(), true);
    }

    private static CommandResult table(int... rows) {
        List<ObservedValue> values = new java.util.ArrayList<>();
        values.add(Session.value(COUNT, Integer.toString(rows.length)));
        for (int row : rows) {
            values.add(Session.value(TABLE + row + ".Enable", "true"));
            values.add(Session.value(TABLE + row + ".Description", "row " + row));
            values.add(Session.value(TABLE + row + ".ExternalPort", Integer.toString(8000 + row)));
            values.add(Session.value(TABLE + row + ".Protocol", "TCP"));
        }
        return CommandResult.read(values, List.of(ParameterPath.of(TABLE)));
    }

    /** As by a watch of the table, or any read of it. */
    private void read(Session device, int... rows) {
        node.submit(device.device(), Session.get(TABLE));
        device.port.complete(device.pull(), table(rows));
    }

    @Test
    void the_table_is_read_and_what_came_and_went_is_told() {
        Session device = node.cwmp("S1").drained();
        read(device, 1, 2);
        device.report(counted(2));
        Lease recount = device.pull();
        assertThat(recount.command().operation()).isEqualTo(Session.get(TABLE, COUNT));
        device.port.complete(recount, table(2, 10));
        assertThat(rowEvents())
                .hasSize(2)
                .anyMatch(e -> e.startsWith("object.created") && e.contains(TABLE + "10."))
                .anyMatch(e -> e.startsWith("object.deleted") && e.contains(TABLE + "1."));
    }

    @Test
    void a_row_that_came_is_told_with_what_tells_it_from_others() {
        Session device = node.cwmp("S1").drained();
        read(device, 1);
        device.report(counted(2));
        device.port.complete(device.pull(), table(1, 2));
        assertThat(rowEvents())
                .singleElement()
                .asString()
                .contains("uniqueKeys={ExternalPort=8002, Protocol=TCP}");
    }

    @Test
    void a_read_that_nobody_was_told_to_do_is_no_news() {
        Session device = node.cwmp("S1").drained();
        read(device, 1);
        read(device, 1, 2, 3);
        assertThat(rowEvents()).isEmpty();
    }

    @Test
    void a_table_of_which_nothing_is_known_is_not_told_row_by_row() {
        Session device = node.cwmp("S1").drained();
        device.report(counted(200));
        assertThat(device.next()).isEmpty();
    }

    @Test
    void what_was_watched_of_a_row_that_went_is_watched_no_more() {
        Session device = node.cwmp("S1").drained();
        read(device, 1, 2);
        stores.watches()
                .add(
                        device.endpoint,
                        NotificationType.VALUE_CHANGE,
                        List.of(
                                PathExpression.of(TABLE + "1.Enable"),
                                PathExpression.of(TABLE + "2.Enable")));
        device.report(counted(1));
        device.port.complete(device.pull(), table(2));
        assertThat(stores.watches().of(device.endpoint).get(NotificationType.VALUE_CHANGE))
                .containsExactly(PathExpression.of(TABLE + "2.Enable"));
    }

    @Test
    void the_last_row_that_goes_is_told() {
        Session device = node.cwmp("S1").drained();
        read(device, 4);
        device.report(counted(0));
        device.port.complete(device.pull(), table());
        assertThat(rowEvents()).singleElement().asString().contains("object.deleted", TABLE + "4.");
    }

    @Test
    void an_agent_tells_the_rows_itself() {
        Session device = node.usp("S1").drained();
        device.report(new Report.ObjectCreated(ParameterPath.of(TABLE + "1."), Map.of()));
        device.port.complete(device.pull(), table(1));
        assertThat(rowEvents()).hasSize(1);
        read(device, 1);
        device.report(counted(2));
        assertThat(device.next()).isEmpty();
    }

    @Test
    void a_count_that_one_part_of_a_table_tells_is_neither_kept_nor_told() {
        Session device = node.cwmp("S1").drained();
        String routes = "Device.Routing.Router.1.IPv4Forwarding.";
        String count = "Device.Routing.Router.1.IPv4ForwardingNumberOfEntries";
        ObservedValue row = Session.value(routes + "1.DestIPAddress", "192.0.2.0");
        ObservedValue implied =
                Session.value(routes + "201001001.Interface", "Device.IP.Interface.1");
        device.report(
                new Report.Values(
                        List.of(Session.value(count, "2", Quality.DERIVED), row, implied),
                        List.of(ParameterPath.of("Device.Routing.")),
                        false));
        // the device counts the row of its table only, of which there are two now
        device.report(
                new Report.Values(
                        List.of(Session.value(count, "2", Quality.DERIVED)), List.of(), true));
        assertThat(changes()).isEmpty();
        assertThat(
                        node.north
                                .twins()
                                .parameters(
                                        Node.OPERATOR,
                                        device.device(),
                                        List.of(PathExpression.of(count))))
                .singleElement()
                .satisfies(r -> assertThat(r.value().value().text()).isEqualTo("2"));
        Lease recount = device.pull();
        assertThat(recount.command().operation()).isEqualTo(Session.get(routes, count));
        device.port.complete(
                recount,
                CommandResult.read(
                        List.of(
                                Session.value(count, "3", Quality.DERIVED),
                                row,
                                Session.value(routes + "2.DestIPAddress", "198.51.100.0"),
                                implied),
                        List.of(ParameterPath.of(routes))));
        assertThat(changes())
                .singleElement()
                .asString()
                .contains(count, "value=3", "previous=2", "cause=notification");
        assertThat(rowEvents()).singleElement().asString().contains("object.created");
    }

    @Test
    void a_sum_of_which_one_part_is_told_is_read_though_its_rows_are_not_known() {
        Session device = node.cwmp("S1").drained();
        device.report(
                new Report.Values(
                        List.of(Session.value(COUNT, "1", Quality.DERIVED)), List.of(), true));
        Lease recount = device.pull();
        assertThat(recount.command().operation()).isEqualTo(Session.get(COUNT));
        device.port.complete(
                recount,
                CommandResult.read(List.of(Session.value(COUNT, "4", Quality.DERIVED)), List.of()));
        assertThat(changes()).singleElement().asString().contains("value=4");
        assertThat(rowEvents()).isEmpty();
    }

    private List<String> changes() {
        return stores.events().feed(Node.TENANT, new UUID(0, 0), 10_000).stream()
                .filter(e -> e.type().equals("parameter.changed"))
                .map(RecountTest::text)
                .toList();
    }
}
