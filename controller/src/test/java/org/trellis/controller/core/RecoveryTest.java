package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;

/**
 * A node dies with commands of every type in every state, and lives again on the same store: every
 * acknowledged command is there and ends by the rules; nothing that may not be repeated is
 * repeated.
 */
class RecoveryTest {

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();

    private static final String DOWNLOAD = "Device.DeviceInfo.FirmwareImage.1.Download()";

    enum Reached {
        QUEUED,
        SENT,
        RUNNING
    }

    static Stream<Arguments> everyTypeInEveryState() {
        List<Operation> operations =
                List.of(
                        Session.get("Device.DeviceInfo."),
                        Session.set("Device.WiFi.SSID.1.SSID", "home"),
                        Session.delete("Device.NAT.PortMapping.1."),
                        Session.discover(),
                        Session.add("Device.NAT.PortMapping."),
                        Session.operate("Device.Reboot()"));
        return operations.stream()
                .flatMap(o -> Stream.of(Reached.values()).map(r -> Arguments.of(o, r)));
    }

    @ParameterizedTest
    @MethodSource("everyTypeInEveryState")
    void ends_by_the_rules_after_a_crash(Operation operation, Reached reached) {
        Node before = new Node("a", stores, clock, new LocalNodeBus()).withKey();
        Session device = before.usp("S1").drained();
        CommandRecord command = before.submit(device.device(), operation);
        if (reached != Reached.QUEUED) {
            Lease lease = device.pull();
            if (reached == Reached.RUNNING) {
                before.port.accepted(lease);
            }
        }
        // no goodbye: the process is gone
        try (Node after = new Node("a", stores, clock, new LocalNodeBus())) {
            Session back = after.usp("S1");
            List<Lease> sentAgain = pullAll(back);
            boolean operate = operation instanceof Operation.Operate;
            if (reached == Reached.RUNNING) {
                assertThat(sentAgain).isEmpty();
                assertThat(after.status(command)).isEqualTo(Status.RUNNING);
                back.report(
                        new Report.OperationComplete(
                                CommandTags.of(command.id()),
                                org.trellis.model.ParameterPath.of("Device.Reboot()"),
                                java.util.Map.of(),
                                List.of()));
                assertThat(after.status(command)).isEqualTo(Status.DONE);
            } else if (reached == Reached.SENT && operate) {
                assertThat(sentAgain).isEmpty();
                assertThat(after.status(command)).as("the device may tell").isEqualTo(Status.SENT);
                clock.advance(Recovery.BOOTS_WITHIN);
                after.core.tick();
                assertThat(after.status(command)).isEqualTo(Status.OUTCOME_UNKNOWN);
                assertThat(pullAll(back)).isEmpty();
            } else {
                assertThat(sentAgain).hasSize(1);
                assertThat(sentAgain.getFirst().command().id()).isEqualTo(command.id());
                assertThat(sentAgain.getFirst().command().tag())
                        .isEqualTo(CommandTags.of(command.id()));
                boolean looksItUp = operation instanceof Operation.Add && reached == Reached.SENT;
                assertThat(sentAgain.getFirst().command().attempt())
                        .as("an add that may have been sent is looked up first")
                        .isEqualTo(looksItUp ? 2 : 1);
                after.port.complete(sentAgain.getFirst(), CommandResult.done());
                assertThat(after.status(command)).isEqualTo(Status.DONE);
            }
        } finally {
            before.close();
        }
    }

    @ParameterizedTest
    @MethodSource("everyTypeInEveryState")
    void ends_by_the_rules_after_a_lost_connection(Operation operation, Reached reached) {
        try (Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey()) {
            Session device = node.usp("S1").drained();
            CommandRecord command = node.submit(device.device(), operation);
            if (reached != Reached.QUEUED) {
                Lease lease = device.pull();
                if (reached == Reached.RUNNING) {
                    node.port.accepted(lease);
                }
            }
            device.close();
            Session back = node.usp("S1");
            List<Lease> sentAgain = pullAll(back);
            boolean repeats =
                    reached == Reached.QUEUED
                            || reached == Reached.SENT && !(operation instanceof Operation.Operate);
            assertThat(sentAgain).hasSize(repeats ? 1 : 0);
            assertThat(node.status(command))
                    .isEqualTo(reached == Reached.RUNNING ? Status.RUNNING : Status.SENT);
            clock.advance(Recovery.BOOTS_WITHIN);
            node.core.tick();
            if (reached == Reached.SENT && !repeats) {
                assertThat(node.status(command)).isEqualTo(Status.OUTCOME_UNKNOWN);
            }
            assertThat(pullAll(back)).isEmpty();
        }
    }

    @Test
    void a_reboot_whose_answer_was_lost_is_done_when_the_device_has_booted_by_it() {
        Node before = new Node("a", stores, clock, new LocalNodeBus()).withKey();
        Session device = before.cwmp("S1").drained();
        CommandRecord reboot = before.submit(device.device(), Session.operate("Device.Reboot()"));
        String tag = device.pull().command().tag();
        try (Node after = new Node("a", stores, clock, new LocalNodeBus())) {
            clock.advance(Duration.ofMinutes(3));
            after.core.tick();
            Session back = after.cwmp("S1");
            back.report(new Report.Boot("1 BOOT", Optional.of("somebody else's"), false));
            assertThat(after.status(reboot)).isEqualTo(Status.SENT);
            back.report(new Report.Boot("1 BOOT", Optional.of(tag), false));
            assertThat(after.status(reboot)).isEqualTo(Status.DONE);
        } finally {
            before.close();
        }
    }

    @Test
    void a_download_whose_answer_was_lost_ends_by_the_transfer() {
        try (Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey()) {
            Session device = node.usp("S1").drained();
            CommandRecord download = node.submit(device.device(), Session.operate(DOWNLOAD));
            Lease lease = device.pull();
            node.port.release(lease, org.trellis.southbound.ReleaseReason.MAYBE_SENT);
            device.close();
            clock.advance(Duration.ofMinutes(40));
            node.core.tick();
            Session back = node.usp("S1");
            back.report(
                    new Report.TransferComplete(
                            lease.command().tag(), java.util.Map.of(), List.of()));
            assertThat(node.status(download)).isEqualTo(Status.DONE);
        }
    }

    @Test
    void what_an_operation_lost_from_sight_held_up_goes_on() {
        try (Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey()) {
            Session device = node.cwmp("S1").drained();
            node.submit(device.device(), Session.operate("Device.Reboot()"));
            node.port.release(device.pull(), org.trellis.southbound.ReleaseReason.MAYBE_SENT);
            CommandRecord get =
                    node.submit(device.device(), Session.get("Device.WiFi.SSID.1.SSID"));
            assertThat(device.pull().command().id()).isEqualTo(get.id());
        }
    }

    @Test
    void an_operation_that_the_agent_has_no_longer_ends_unknown_unless_its_end_is_told() {
        try (Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey()) {
            Session device = node.usp("S1").drained();
            List<CommandRecord> commands = new ArrayList<>();
            List<Lease> leases = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                commands.add(node.submit(device.device(), Session.operate(DOWNLOAD)));
                leases.add(device.pull());
                if (i < 3) {
                    node.port.accepted(leases.get(i));
                } else {
                    node.port.release(
                            leases.get(i), org.trellis.southbound.ReleaseReason.MAYBE_SENT);
                }
            }
            CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
            node.port.accepted(device.pull());
            device.close();
            clock.advance(Duration.ofMinutes(1));
            Session back = node.usp("S1");
            java.time.Instant asked = clock.instant();
            clock.advance(Duration.ofSeconds(1));
            CommandRecord later = node.submit(back.device(), Session.operate(DOWNLOAD));
            node.port.accepted(back.pull());
            back.report(
                    new Report.Operations(
                            java.util.Set.of(
                                    leases.get(0).command().tag(), leases.get(3).command().tag()),
                            asked));
            back.report(
                    new Report.OperationComplete(
                            leases.get(1).command().tag(),
                            org.trellis.model.ParameterPath.of(DOWNLOAD),
                            java.util.Map.of(),
                            List.of()));
            clock.advance(Recovery.TOLD_SOON);
            node.core.tick();
            assertThat(node.status(commands.get(0))).as("is there").isEqualTo(Status.RUNNING);
            assertThat(node.status(commands.get(1))).as("told its end").isEqualTo(Status.DONE);
            assertThat(node.status(commands.get(2))).as("gone").isEqualTo(Status.OUTCOME_UNKNOWN);
            assertThat(node.status(commands.get(3)))
                    .as("had arrived after all")
                    .isEqualTo(Status.RUNNING);
            assertThat(node.status(later)).as("accepted since").isEqualTo(Status.RUNNING);
            assertThat(node.status(reboot)).as("in no list").isEqualTo(Status.RUNNING);
        }
    }

    private static List<Lease> pullAll(Session session) {
        List<Lease> leases = new ArrayList<>();
        Optional<Lease> lease = session.next();
        while (lease.isPresent()) {
            leases.add(lease.get());
            lease = session.next();
        }
        return leases;
    }

    @Test
    void takes_up_its_own_leftovers_at_start_without_waiting_for_the_device() {
        Node before = new Node("a", stores, clock, new LocalNodeBus()).withKey();
        Session device = before.cwmp("S1").drained();
        CommandRecord reboot = before.submit(device.device(), Session.operate("Device.Reboot()"));
        device.pull();
        before.close();
        try (Node after = new Node("a", stores, clock, new LocalNodeBus())) {
            assertThat(after.status(reboot)).isEqualTo(Status.SENT);
            clock.advance(Recovery.BOOTS_WITHIN);
            after.core.tick();
            assertThat(after.status(reboot)).isEqualTo(Status.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void ignores_what_a_former_life_completes() {
        Node before = new Node("a", stores, clock, new LocalNodeBus()).withKey();
        Session device = before.usp("S1").drained();
        CommandRecord set =
                before.submit(device.device(), Session.set("Device.WiFi.SSID.1.SSID", "x"));
        Lease old = device.pull();
        try (Node after = new Node("b", stores, clock, new LocalNodeBus())) {
            clock.advance(Duration.ofMinutes(1));
            after.core.tick();
            Session back = after.usp("S1");
            Lease anew = back.pull();
            before.port.complete(old, CommandResult.failed(List.of()));
            assertThat(after.status(set)).isEqualTo(Status.SENT);
            after.port.complete(anew, CommandResult.done());
            assertThat(stores.commands().find(Node.TENANT, set.id()).orElseThrow().status())
                    .isEqualTo(Status.DONE);
        } finally {
            before.close();
        }
    }

    @Test
    void leaves_an_operation_that_runs_past_its_deadline_unknown() {
        try (Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey()) {
            Session device = node.usp("S1").drained();
            CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
            node.port.accepted(device.pull());
            clock.advance(Duration.ofHours(25));
            node.core.tick();
            assertThat(node.status(reboot)).isEqualTo(Status.OUTCOME_UNKNOWN);
        }
    }
}
