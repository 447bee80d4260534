package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;

/** A box whose two sides number the same rows the other way round: what names them in a value. */
class RowNumbersTest {

    private static final DeviceId S1 = Node.identity("S1").deviceId();
    private static final String INTERFACES = "Device.IP.Interface.";
    private static final PathExpression PING = PathExpression.of("Device.IP.Diagnostics.IPPing()");

    private final SettableClock clock = new SettableClock();
    private final Node node =
            new Node("a", MemoryStores.create(), clock, new LocalNodeBus()).withKey();
    private Session cwmp;

    @BeforeEach
    void open() {
        node.announce("S1");
        cwmp = node.cwmp("S1").drained();
        Session usp = node.usp("S1").drained();
        usp.report(values("wan", "lan", "voice"));
        cwmp.report(values("lan", "wan"));
        clock.advance(Duration.ofSeconds(31));
        usp.close();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static Report values(String... names) {
        List<ObservedValue> values = new java.util.ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            values.add(Session.value(INTERFACES + (i + 1) + ".Name", names[i]));
        }
        return new Report.Values(values, List.of(), false);
    }

    private static Operation ping(String name) {
        return new Operation.Operate(PING, Map.of("Host", "192.0.2.1", "Interface", name));
    }

    @Test
    void an_argument_that_names_a_row_has_the_numbers_of_the_endpoint() {
        node.submit(S1, ping(INTERFACES + "1"));
        assertThat(cwmp.pull().command().operation()).isEqualTo(ping(INTERFACES + "2"));
    }

    @Test
    void a_command_that_names_a_row_which_only_the_other_side_knows_waits_for_it() {
        node.submit(S1, ping(INTERFACES + "3"));
        assertThat(cwmp.next()).isEmpty();
        assertThat(node.usp("S1").pull().command().operation()).isEqualTo(ping(INTERFACES + "3"));
    }

    @Test
    void a_written_value_that_names_rows_has_the_numbers_of_the_endpoint() {
        String path = "Device.IP.X_Vendor_Preferred";
        node.submit(S1, Session.set(path, INTERFACES + "1," + INTERFACES + "2."));
        assertThat(cwmp.pull().command().operation())
                .isEqualTo(Session.set(path, INTERFACES + "2," + INTERFACES + "1."));
    }

    @Test
    void a_new_row_names_others_by_the_numbers_of_the_endpoint() {
        String table = "Device.IP.X_Vendor_Rule.";
        node.submit(S1, add(table, INTERFACES + "1", "on Device.1.x, if any"));
        assertThat(cwmp.pull().command().operation())
                .as("a text that only holds a path is left alone")
                .isEqualTo(add(table, INTERFACES + "2", "on Device.1.x, if any"));
    }

    private static Operation add(String table, String reference, String text) {
        return new Operation.Add(
                List.of(
                        new Operation.NewObject(
                                ParameterPath.of(table),
                                Map.of("Interface", reference, "Description", text))),
                false);
    }
}
