package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;

/** A device that has forgotten what it was to tell is told anew. */
class RewatchTest {

    private static final String NAMES = "Device.WiFi.SSID.*.SSID";
    private static final String CHANNEL = "Device.WiFi.Radio.1.Channel";
    private static final String TABLE = "Device.NAT.PortMapping.";

    private final Stores stores = MemoryStores.create();
    private final Node node =
            new Node("a", stores, new SettableClock(), new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private static Operation.Watch watch(NotificationType what, String... paths) {
        return new Operation.Watch(List.of(paths).stream().map(PathExpression::of).toList(), what);
    }

    private void done(Session device, NotificationType what, String... paths) {
        done(device, CommandResult.done(), what, paths);
    }

    private void done(
            Session device, CommandResult result, NotificationType what, String... paths) {
        node.submit(device.device(), watch(what, paths));
        device.port.complete(device.pull(), result);
    }

    private Session reset(Session device) {
        device.close();
        Hello hello = Node.cwmp(node.login(Node.KEY), "S1");
        return node.open(Node.bootstrap(hello));
    }

    /** What the device is asked to watch now. */
    private static List<Operation> watches(Session device) {
        List<Operation> asked = new ArrayList<>();
        for (Optional<Lease> lease = device.next(); lease.isPresent(); lease = device.next()) {
            Operation operation = lease.get().command().operation();
            if (operation instanceof Operation.Watch) {
                asked.add(operation);
            }
            device.port.complete(lease.get(), CommandResult.done());
        }
        return asked;
    }

    @Test
    void a_cpe_that_comes_back_from_a_reset_is_set_to_watch_what_it_was() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        done(device, NotificationType.VALUE_CHANGE, CHANNEL);
        Session back = reset(device);
        assertThat(watches(back))
                .containsExactly(watch(NotificationType.VALUE_CHANGE, CHANNEL, NAMES));
        assertThat(watches(reset(back))).as("and so is it the next time").hasSize(1);
    }

    @Test
    void one_that_starts_without_a_reset_has_forgotten_nothing() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        device.close();
        assertThat(watches(node.cwmp("S1"))).isEmpty();
    }

    @Test
    void what_is_off_or_was_refused_stays_so() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES, CHANNEL);
        done(device, NotificationType.OFF, "Device.WiFi.SSID.");
        done(
                device,
                CommandResult.failed(PathError.of(CHANNEL, ErrorCode.DENIED, "no")),
                NotificationType.OFF,
                CHANNEL);
        done(
                device,
                CommandResult.failed(
                        PathError.of("Device.ManagementServer.URL", ErrorCode.DENIED, "no")),
                NotificationType.VALUE_CHANGE,
                "Device.ManagementServer.URL");
        assertThat(watches(reset(device)))
                .containsExactly(watch(NotificationType.VALUE_CHANGE, CHANNEL));
    }

    private static CommandResult partial(String... taken) {
        return CommandResult.watched(
                CommandResult.Status.PARTIAL,
                List.of(),
                List.of(),
                List.of(PathError.of("Device.LocalAgent.Subscription.4.", ErrorCode.DENIED, "no")),
                List.of(taken).stream().map(PathExpression::of).toList());
    }

    @Test
    void what_was_taken_in_part_is_kept_in_part() {
        Session device = node.usp("S1").drained();
        done(device, partial(NAMES, TABLE), NotificationType.VALUE_CHANGE, NAMES, TABLE, CHANNEL);
        done(device, partial(TABLE), NotificationType.OFF, NAMES, TABLE);
        device.report(new Report.Reset());
        assertThat(watches(device)).containsExactly(watch(NotificationType.VALUE_CHANGE, NAMES));
    }

    @Test
    void what_goes_off_with_something_wider_stays_off() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, "Device.WiFi.SSID.1.SSID", NAMES, CHANNEL);
        done(device, NotificationType.OFF, "Device.WiFi.SSID.*.");
        assertThat(watches(reset(device)))
                .containsExactly(watch(NotificationType.VALUE_CHANGE, CHANNEL));
    }

    @Test
    void what_was_to_be_switched_off_when_the_reset_came_stays_off() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES, CHANNEL);
        node.submit(device.device(), watch(NotificationType.OFF, NAMES));
        assertThat(watches(reset(device)))
                .containsExactly(
                        watch(NotificationType.OFF, NAMES),
                        watch(NotificationType.VALUE_CHANGE, CHANNEL));
    }

    @Test
    void what_is_switched_off_before_it_is_set_anew_stays_off() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        Session back = reset(device);
        node.submit(back.device(), watch(NotificationType.OFF, NAMES));
        assertThat(watches(back)).containsExactly(watch(NotificationType.OFF, NAMES));
        assertThat(stores.commands().open(Node.TENANT, back.device())).isEmpty();
    }

    @Test
    void what_is_switched_off_while_it_is_set_anew_goes_off_after_it() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        Session back = reset(device);
        Lease anew = back.pull();
        while (!(anew.command().operation() instanceof Operation.Watch)) {
            back.port.complete(anew, Session.discovered());
            anew = back.pull();
        }
        node.submit(back.device(), watch(NotificationType.OFF, NAMES));
        assertThat(back.next()).isEmpty();
        back.port.complete(anew, CommandResult.done());
        assertThat(watches(back)).containsExactly(watch(NotificationType.OFF, NAMES));
        assertThat(stores.watches().of(back.endpoint)).isEmpty();
    }

    @Test
    void a_full_queue_does_not_keep_it_from_being_set_anew() {
        try (Node small =
                new Node(
                        CoreSettings.defaults("b").withQueueLimit(2),
                        MemoryStores.create(),
                        new SettableClock(),
                        new LocalNodeBus())) {
            Session device = small.withKey().usp("S1").drained();
            small.submit(device.device(), watch(NotificationType.VALUE_CHANGE, NAMES));
            device.port.complete(device.pull(), CommandResult.done());
            small.submit(device.device(), Session.get(CHANNEL));
            small.submit(device.device(), Session.get(TABLE));
            device.report(new Report.Reset(), new Report.Reset());
            assertThat(watches(device))
                    .containsExactly(watch(NotificationType.VALUE_CHANGE, NAMES));
        }
    }

    @Test
    void an_agent_is_set_to_watch_again_however_it_shows_that_it_was_reset() {
        Session device = node.usp("S1").drained();
        done(device, NotificationType.OBJECT_DELETION, TABLE);
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        device.report(new Report.Boot("RemoteReboot", Optional.empty(), false));
        assertThat(watches(device)).isEmpty();
        device.report(new Report.Boot("LocalFactoryReset", Optional.empty(), false));
        device.report(new Report.Reset());
        assertThat(watches(device))
                .containsExactlyInAnyOrder(
                        watch(NotificationType.OBJECT_DELETION, TABLE),
                        watch(NotificationType.VALUE_CHANGE, NAMES));
        device.report(new Report.Reset());
        assertThat(watches(device)).hasSize(2);
    }

    @Test
    void of_a_device_that_is_deleted_nothing_is_kept() {
        Session device = node.cwmp("S1").drained();
        done(device, NotificationType.VALUE_CHANGE, NAMES);
        node.north.devices().delete(Node.OPERATOR, device.device(), OptionalLong.empty());
        assertThat(stores.watches().of(device.endpoint)).isEmpty();
    }

    @Test
    void what_a_device_takes_after_another_node_has_deleted_it_is_not_kept() {
        Session device = node.cwmp("S1").drained();
        node.submit(device.device(), watch(NotificationType.VALUE_CHANGE, NAMES));
        Lease lease = device.pull();
        try (Node other = new Node("b", stores, new SettableClock(), new LocalNodeBus())) {
            other.north.devices().delete(Node.OPERATOR, device.device(), OptionalLong.empty());
        }
        device.port.complete(lease, CommandResult.done());
        assertThat(stores.watches().of(device.endpoint)).isEmpty();
    }

    @Test
    void much_is_set_anew_in_commands_that_a_device_can_take() {
        Session device = node.cwmp("S1").drained();
        stores.watches()
                .add(
                        device.endpoint,
                        NotificationType.VALUE_CHANGE,
                        IntStream.rangeClosed(1, 250)
                                .mapToObj(i -> PathExpression.of("Device.WiFi.SSID." + i + ".SSID"))
                                .toList());
        assertThat(watches(reset(device)))
                .extracting(o -> ((Operation.Watch) o).paths().size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void what_was_watched_of_a_row_goes_with_it() {
        Session device = node.cwmp("S1").drained();
        done(
                device,
                NotificationType.VALUE_CHANGE,
                TABLE + "3.Description",
                TABLE + "4.Description",
                TABLE + "*.Description");
        device.report(new Report.ObjectDeleted(ParameterPath.of(TABLE + "3.")));
        assertThat(watches(reset(device)))
                .containsExactly(
                        watch(
                                NotificationType.VALUE_CHANGE,
                                TABLE + "*.Description",
                                TABLE + "4.Description"));
        Session back = reset(device);
        watches(back);
        node.submit(back.device(), Session.delete(TABLE + "4."));
        back.port.complete(
                back.pull(),
                new CommandResult(
                        CommandResult.Status.DONE,
                        List.of(),
                        List.of(),
                        List.of(ParameterPath.of(TABLE + "4.")),
                        Map.of(),
                        List.of(),
                        Optional.empty()));
        assertThat(stores.watches().of(back.endpoint))
                .isEqualTo(
                        Map.of(
                                NotificationType.VALUE_CHANGE,
                                Set.of(PathExpression.of(TABLE + "*.Description"))));
    }
}
