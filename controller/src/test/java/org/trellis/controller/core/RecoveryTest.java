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
                assertThat(after.status(command)).isEqualTo(Status.OUTCOME_UNKNOWN);
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
            Status expected =
                    repeats
                            ? Status.SENT
                            : reached == Reached.RUNNING ? Status.RUNNING : Status.OUTCOME_UNKNOWN;
            assertThat(node.status(command)).isEqualTo(expected);
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
