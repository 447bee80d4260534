package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.WakeOutcome;

/** Every transition of architecture section 3, on one node. */
class CommandLifeTest {

    private static final String SSID = "Device.WiFi.SSID.1.SSID";
    private static final Duration LONG = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void discovers_the_first_device_of_a_model_in_the_background() {
        Session device = node.cwmp("S1");
        Lease lease = device.pull();
        assertThat(lease.command().operation()).isEqualTo(Session.discover());
        assertThat(lease.command().priority()).isEqualTo(Command.Priority.BACKGROUND);
    }

    @Test
    void sends_what_was_submitted_and_ends_it_done() {
        Session device = node.cwmp("S1").drained();
        CommandRecord command = node.submit(device.device(), Session.set(SSID, "home"));
        assertThat(command.status()).isEqualTo(Status.QUEUED);
        Lease lease = device.pull();
        assertThat(node.status(command)).isEqualTo(Status.SENT);
        assertThat(lease.command().attempt()).isEqualTo(1);
        assertThat(lease.command().tag()).matches("[a-z][a-z0-9]{26}");
        node.port.complete(lease, CommandResult.done());
        assertThat(node.status(command)).isEqualTo(Status.DONE);
        assertThat(stores.commands().find(Node.TENANT, command.id()).orElseThrow().status())
                .isEqualTo(Status.DONE);
        assertThat(device.next()).isEmpty();
    }

    @Test
    void wakes_the_waiting_caller_with_the_completion() throws Exception {
        Session device = node.usp("S1").drained();
        CompletableFuture<CommandRecord> caller =
                CompletableFuture.supplyAsync(
                        () -> node.submit(device.device(), Session.get(SSID), LONG));
        Lease lease = await().until(device::next, Optional::isPresent).orElseThrow();
        node.port.complete(lease, Session.read(Session.value(SSID, "home")));
        CommandRecord done = caller.get();
        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.result().orElseThrow().values().getFirst().text()).isEqualTo("home");
        assertThat(stores.commands().find(Node.TENANT, done.id()))
                .as("a waited-for read that ended was never durable")
                .isEmpty();
        assertThat(node.status(done)).isEqualTo(Status.DONE);
    }

    @Test
    void wakes_every_caller_who_repeats_a_call_however_long_the_others_wait() throws Exception {
        Session device = node.usp("S1").drained();
        CommandRequest once =
                new CommandRequest(
                        device.device(),
                        Session.set(SSID, "home"),
                        Command.Priority.INTERACTIVE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new CommandRequest.Idempotency("key", "fingerprint")));
        CompletableFuture<CommandRecord> first = submit(once, Duration.ofMinutes(5));
        await().until(() -> node.core.waiters().size() == 1);
        assertThat(submit(once, Duration.ZERO).get().status()).isEqualTo(Status.QUEUED);
        assertThat(submit(once, Duration.ofMillis(20)).get().status()).isEqualTo(Status.QUEUED);
        CompletableFuture<CommandRecord> third = submit(once, Duration.ofMinutes(5));
        Lease lease = await().until(device::next, Optional::isPresent).orElseThrow();
        node.port.complete(lease, CommandResult.done());
        assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(Status.DONE);
        assertThat(third.get(60, TimeUnit.SECONDS).status()).isEqualTo(Status.DONE);
        assertThat(node.core.waiters().size()).isZero();
    }

    private CompletableFuture<CommandRecord> submit(CommandRequest request, Duration wait) {
        CompletableFuture<CommandRecord> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() ->
                        answer.complete(
                                Node.accepted(
                                        node.north
                                                .commands()
                                                .submit(Node.OPERATOR, request, wait))));
        return answer;
    }

    @Test
    void makes_a_read_durable_when_the_wait_runs_out() {
        Session device = node.usp("S1").drained();
        CommandRecord command =
                node.submit(device.device(), Session.get(SSID), Duration.ofMillis(20));
        assertThat(command.status()).isEqualTo(Status.QUEUED);
        assertThat(stores.commands().find(Node.TENANT, command.id())).isPresent();
    }

    @Test
    void frees_the_lane_when_the_device_has_accepted_a_long_operation() {
        Session device = node.cwmp("S1").drained();
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        Lease first = device.pull();
        assertThat(device.next()).as("one RPC at a time").isEmpty();
        node.port.accepted(first);
        assertThat(node.status(reboot)).isEqualTo(Status.RUNNING);
        assertThat(device.pull().command().id()).isEqualTo(set.id());
        device.report(new Report.Boot("M Reboot", Optional.of(first.command().tag()), false));
        assertThat(node.status(reboot)).isEqualTo(Status.DONE);
    }

    @Test
    void ends_a_running_operation_by_what_the_device_reports_of_it() {
        Session device = node.usp("S1").drained();
        CommandRecord ping =
                node.submit(device.device(), Session.operate("Device.IP.Diagnostics.IPPing()"));
        Lease lease = device.pull();
        node.port.accepted(lease);
        device.report(
                new Report.OperationComplete(
                        lease.command().tag(),
                        ParameterPath.of("Device.IP.Diagnostics.IPPing()"),
                        Map.of("SuccessCount", "3"),
                        List.of()));
        CommandRecord done = node.find(ping.id());
        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.result().orElseThrow().output()).containsEntry("SuccessCount", "3");
    }

    @Test
    void fails_a_download_whose_transfer_failed() {
        Session device = node.usp("S1").drained();
        CommandRecord download =
                node.submit(
                        device.device(),
                        Session.operate("Device.DeviceInfo.FirmwareImage.1.Download()"));
        Lease lease = device.pull();
        node.port.accepted(lease);
        device.report(
                new Report.TransferComplete(
                        lease.command().tag(),
                        Map.of(),
                        List.of(new PathError("", ErrorCode.TRANSFER_FAILED, "9010", "no"))));
        assertThat(node.status(download)).isEqualTo(Status.FAILED);
    }

    private CommandRecord transferring(Session device, String command) {
        CommandRecord transfer =
                node.submit(
                        device.device(),
                        new Operation.Operate(
                                PathExpression.of(command),
                                command.endsWith("Download()")
                                        ? Map.of(
                                                "URL", "http://files.example/a",
                                                "AutoActivate", "true")
                                        : Map.of("URL", "http://files.example/a")));
        node.port.accepted(device.pull());
        return transfer;
    }

    private static Report transferWithoutKey(PathError... errors) {
        return new Report.TransferComplete("", Map.of("StartTime", "x"), List.of(errors));
    }

    @Test
    void a_transfer_told_without_its_key_is_the_only_one_that_runs() {
        Session device = node.cwmp("S1").drained();
        CommandRecord backup =
                transferring(device, "Device.DeviceInfo.VendorConfigFile.1.Backup()");
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        node.port.accepted(device.pull());
        device.report(transferWithoutKey(new PathError("", ErrorCode.TRANSFER_FAILED, "9011", "")));
        assertThat(node.status(backup)).isEqualTo(Status.FAILED);
        assertThat(node.status(reboot)).isEqualTo(Status.RUNNING);
        assertThat(node.eventTypes(device.device())).contains("transfer.complete");
    }

    @Test
    void of_two_transfers_one_that_is_told_without_its_key_ends_none() {
        Session device = node.cwmp("S1").drained();
        CommandRecord backup =
                transferring(device, "Device.DeviceInfo.VendorConfigFile.1.Backup()");
        CommandRecord upgrade =
                transferring(device, "Device.DeviceInfo.FirmwareImage.1.Download()");
        device.report(transferWithoutKey());
        assertThat(node.status(backup)).isEqualTo(Status.RUNNING);
        assertThat(node.status(upgrade)).isEqualTo(Status.RUNNING);
        assertThat(node.eventTypes(device.device())).contains("transfer.complete");
    }

    @Test
    void lets_interactive_overtake_background_that_is_not_yet_sent() {
        Session device = node.cwmp("S1");
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        assertThat(device.pull().command().id()).isEqualTo(set.id());
    }

    @Test
    void keeps_the_order_of_acceptance() {
        Session device = node.cwmp("S1").drained();
        List<CommandRecord> commands =
                java.util.stream.IntStream.range(0, 5)
                        .mapToObj(i -> node.submit(device.device(), Session.set(SSID, "n" + i)))
                        .toList();
        for (CommandRecord command : commands) {
            Lease lease = device.pull();
            assertThat(lease.command().id()).isEqualTo(command.id());
            node.port.complete(lease, CommandResult.done());
        }
    }

    @Test
    void sends_four_reads_at_once_over_usp_and_holds_everything_behind_a_write() {
        Session device = node.usp("S1").drained();
        for (int i = 0; i < 3; i++) {
            node.submit(device.device(), Session.get(SSID));
        }
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        node.submit(device.device(), Session.get(SSID));
        List<Lease> reads = List.of(device.pull(), device.pull(), device.pull());
        assertThat(device.next()).as("the write waits, and nothing overtakes it").isEmpty();
        reads.forEach(l -> node.port.complete(l, Session.read()));
        Lease write = device.pull();
        assertThat(write.command().id()).isEqualTo(set.id());
        assertThat(device.next()).as("a write is a barrier").isEmpty();
        node.port.complete(write, CommandResult.done());
        assertThat(device.next()).isPresent();
    }

    @Test
    void never_has_more_than_four_reads_out() {
        Session device = node.usp("S1").drained();
        for (int i = 0; i < 6; i++) {
            node.submit(device.device(), Session.get(SSID));
        }
        for (int i = 0; i < Lanes.PARALLEL_READS; i++) {
            device.pull();
        }
        assertThat(device.next()).isEmpty();
    }

    @Test
    void expires_with_the_reason_of_the_last_failed_wake() {
        Session device = node.cwmp("S1").drained();
        device.close();
        node.adapters
                .get(Protocol.CWMP)
                .onWake(_ -> new WakeOutcome.Unreachable("connection refused"));
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        await().untilAsserted(() -> assertThat(node.find(set.id()).note()).contains("refused"));
        clock.advance(Duration.ofHours(25));
        node.core.tick();
        CommandRecord expired = node.find(set.id());
        assertThat(expired.status()).isEqualTo(Status.EXPIRED);
        PathError error = expired.result().orElseThrow().errors().getFirst();
        assertThat(error.code()).isEqualTo(ErrorCode.OFFLINE);
        assertThat(error.message()).contains("connection refused");
    }

    @Test
    void tries_an_unreachable_cwmp_device_again_and_stops_when_nothing_waits() {
        Session device = node.cwmp("S1").drained();
        device.close();
        FakeAdapter adapter = node.adapters.get(Protocol.CWMP);
        adapter.onWake(_ -> new WakeOutcome.Unreachable("no route"));
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        await().until(() -> !adapter.woken().isEmpty());
        await().untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(6));
            node.core.tick();
            assertThat(adapter.woken()).hasSizeGreaterThan(1);
        });
        node.north.commands().cancel(Node.OPERATOR, set.id());
        assertThat(node.status(set)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void cancels_what_is_queued_and_leaves_what_is_sent() {
        Session device = node.cwmp("S1").drained();
        CommandRecord first = node.submit(device.device(), Session.set(SSID, "a"));
        CommandRecord second = node.submit(device.device(), Session.set(SSID, "b"));
        device.pull();
        assertThat(node.north.commands().cancel(Node.OPERATOR, first.id()).orElseThrow().status())
                .isEqualTo(Status.SENT);
        assertThat(node.north.commands().cancel(Node.OPERATOR, second.id()).orElseThrow().status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void sends_again_what_was_released_unsent() {
        Session device = node.cwmp("S1").drained();
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        node.port.release(device.pull(), ReleaseReason.NOT_SENT);
        assertThat(node.status(reboot)).isEqualTo(Status.QUEUED);
        Lease again = device.pull();
        assertThat(again.command().attempt()).isEqualTo(1);
        node.port.release(again, ReleaseReason.MAYBE_SENT);
        assertThat(node.status(reboot)).as("the device may tell").isEqualTo(Status.SENT);
        assertThat(device.next()).isEmpty();
        clock.advance(Recovery.BOOTS_WITHIN);
        node.core.tick();
        assertThat(node.status(reboot)).isEqualTo(Status.OUTCOME_UNKNOWN);
    }

    @Test
    void ignores_a_completion_after_the_session_was_lost() {
        Session device = node.cwmp("S1").drained();
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        Lease old = device.pull();
        Session anew = new Session(node.port, device.endpoint);
        assertThat(device.next()).as("the old fence pulls nothing").isEmpty();
        Lease again = anew.pull();
        assertThat(again.command().attempt()).isEqualTo(2);
        node.port.complete(old, CommandResult.done());
        assertThat(node.status(set)).isEqualTo(Status.SENT);
        node.port.complete(again, CommandResult.done());
        assertThat(node.status(set)).isEqualTo(Status.DONE);
    }

    @Test
    void gives_up_a_command_that_is_never_answered() {
        Session device = node.cwmp("S1").drained();
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "home"));
        for (int i = 0; i < 5; i++) {
            node.port.release(device.pull(), ReleaseReason.MAYBE_SENT);
        }
        assertThat(node.status(set)).isEqualTo(Status.FAILED);
        assertThat(device.next()).isEmpty();
    }

    @Test
    void answers_the_same_key_with_the_same_command_and_another_body_with_a_conflict() {
        Session device = node.cwmp("S1").drained();
        Submission first = keyed(device, "k", "body");
        Submission second = keyed(device, "k", "body");
        assertThat(Node.accepted(second).id()).isEqualTo(Node.accepted(first).id());
        assertThat(second)
                .isInstanceOfSatisfying(
                        Submission.Accepted.class, a -> assertThat(a.replayed()).isTrue());
        assertThat(keyed(device, "k", "other")).isInstanceOf(Submission.KeyConflict.class);
        device.pull();
        assertThat(device.next()).isEmpty();
    }

    @Test
    void a_call_that_is_repeated_is_answered_though_it_would_not_be_accepted_any_more() {
        Session device = node.usp("S1").drained();
        Submission first = keyed(device, "k", "body");

        Submission again =
                keyed(
                        Node.request(
                                device.device(), Session.set("Device.WiFi.SSID.1.Status", "x")),
                        "k",
                        "body");

        assertThat(again)
                .isEqualTo(new Submission.Accepted(((Submission.Accepted) first).command(), true));
        assertThat(
                        keyed(
                                Node.request(
                                        device.device(),
                                        Session.set("Device.WiFi.SSID.1.Status", "x")),
                                "another",
                                "body"))
                .isInstanceOf(Submission.Invalid.class);
    }

    private Submission keyed(Session device, String key, String body) {
        return keyed(Node.request(device.device(), Session.set(SSID, "home")), key, body);
    }

    private Submission keyed(CommandRequest request, String key, String body) {
        return node.north
                .commands()
                .submit(
                        Node.OPERATOR,
                        new CommandRequest(
                                request.device(),
                                request.operation(),
                                request.priority(),
                                request.expiresAt(),
                                request.endpoint(),
                                Optional.of(new CommandRequest.Idempotency(key, body))),
                        Duration.ZERO);
    }

    @Test
    void refuses_more_than_the_queue_holds() {
        try (Node small =
                new Node(
                        CoreSettings.defaults("b").withQueueLimit(3),
                        MemoryStores.create(),
                        clock,
                        new LocalNodeBus())) {
            Session device = small.withKey().cwmp("S1").drained();
            for (int i = 0; i < 3; i++) {
                small.submit(device.device(), Session.set(SSID, "home"));
            }
            assertThat(
                            small.north
                                    .commands()
                                    .submit(
                                            Node.OPERATOR,
                                            Node.request(device.device(), Session.set(SSID, "x")),
                                            Duration.ZERO))
                    .isEqualTo(new Submission.QueueFull(3));
        }
    }

    @Test
    void refuses_what_cannot_be_right_with_an_error_per_path() {
        Session device = node.cwmp("S1").drained();
        List<PathError> errors =
                node.north
                        .commands()
                        .validate(
                                Node.OPERATOR,
                                Node.request(
                                        device.device(),
                                        Session.set("Device.WiFi.SSID.1.Enable", "perhaps")));
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().path()).isEqualTo("Device.WiFi.SSID.1.Enable");
        assertThat(
                        node.north
                                .commands()
                                .validate(
                                        Node.OPERATOR,
                                        Node.request(
                                                device.device(), Session.operate("Device.Reboot"))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_PATH);
        assertThat(
                        node.north
                                .commands()
                                .validate(
                                        Node.OPERATOR,
                                        Node.request(
                                                device.device(),
                                                Session.set("Device.X_ACME_Thing", "on"))))
                .isEmpty();
    }

    @Test
    void tells_of_every_stage_but_sent() {
        Session device = node.cwmp("S1").drained();
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        Lease lease = device.pull();
        node.port.accepted(lease);
        node.port.complete(lease, CommandResult.done());
        assertThat(node.events(device.device()))
                .filteredOn(e -> reboot.id().toString().equals(e.data().get("id")))
                .extracting(e -> e.data().get("status"))
                .containsExactly("queued", "running", "done");
    }
}
