package org.trellis.usp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/** The session machine as a script: what comes in, what it wants done, time in the test's hand. */
class AgentSessionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Fence FENCE = new Fence(1, 1);
    private static final MtpPeer PEER = peer(1);
    private static final MtpPeer OTHER = peer(2, "websocket");
    private static final Endpoint ENDPOINT =
            new Endpoint(
                    new EndpointId("usp:x"),
                    TenantId.DEFAULT,
                    DeviceId.of("00256D", "Box", "1"),
                    Protocol.USP,
                    "mqtt",
                    "");
    private static final Admission.Admitted ADMITTED =
            new Admission.Admitted(
                    ENDPOINT,
                    new DeviceContext(
                            Translators.shipped().of(DataModelRoot.TR_181),
                            SupportedModel.UNKNOWN,
                            Map.of(),
                            TwinView.EMPTY));

    private final AtomicInteger ids = new AtomicInteger();
    private final AgentSession session =
            new AgentSession(
                    SessionSettings.of("self::me"), () -> "m" + ids.incrementAndGet(), ADMITTED);
    private Instant now = START;

    private static MtpPeer peer(long connection) {
        return peer(connection, "mqtt");
    }

    private static MtpPeer peer(long connection, String transport) {
        return new MtpPeer(
                "x",
                new Principal(Principal.Kind.ENROLLMENT_KEY, "k", TenantId.DEFAULT),
                transport,
                "t",
                "",
                connection);
    }

    /** Connected, and house kept: every request of it is refused. */
    @BeforeEach
    void settle() {
        assertThat(session.attach(PEER, ADMITTED, now)).containsExactly(new Effect.Open(ENDPOINT));
        List<Effect> effects = session.opened(FENCE, now);
        while (!effects.contains(new Effect.Pull(ENDPOINT, FENCE))) {
            effects = answer(sent(effects).getFirst(), ErrorMessage.of(7001, "no"));
        }
    }

    private static List<Effect.Send> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .toList();
    }

    private List<Effect> answer(Effect.Send asked, MessageBody body) {
        return session.received(PEER, new UspMessage(asked.message().id(), body), now);
    }

    private static Lease lease(Operation operation) {
        return new Lease(
                new Command(
                        new CommandId(UUID.randomUUID()),
                        ENDPOINT.device(),
                        operation,
                        Command.Priority.INTERACTIVE,
                        Instant.MAX,
                        1,
                        "tag"),
                ENDPOINT,
                ADMITTED.context(),
                FENCE);
    }

    private static Lease read() {
        return lease(new Operation.Get(List.of(PathExpression.of("Device.X.Y"))));
    }

    private static Lease reboot() {
        return lease(new Operation.Operate(PathExpression.of("Device.Reboot()"), Map.of()));
    }

    private static <T extends Effect> Optional<T> first(List<Effect> effects, Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Test
    void pulls_until_the_window_is_full() {
        for (int i = 0; i < 3; i++) {
            assertThat(session.leased(read(), now)).contains(new Effect.Pull(ENDPOINT, FENCE));
        }
        assertThat(session.leased(read(), now)).hasSize(1);
        assertThat(session.woken()).isEmpty();
    }

    @Test
    void a_request_without_answer_fails_if_the_agent_said_something_else_meanwhile() {
        Lease lease = read();
        session.leased(lease, now);
        now = now.plusSeconds(10);
        session.received(PEER, new UspMessage("other", new Response.Unknown()), now);
        now = START.plusSeconds(29);
        assertThat(session.tick(now)).isEmpty();
        now = START.plusSeconds(30);
        List<Effect> effects = session.tick(now);
        Effect.Complete complete = first(effects, Effect.Complete.class).orElseThrow();
        assertThat(complete.lease()).isEqualTo(lease);
        assertThat(complete.result().errors().getFirst().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(effects).contains(new Effect.Pull(ENDPOINT, FENCE));
    }

    @Test
    void an_operation_without_answer_has_an_unknown_outcome() {
        session.leased(reboot(), now);
        session.received(
                PEER, new UspMessage("other", new Response.Unknown()), START.plusSeconds(1));
        now = START.plusSeconds(120);
        assertThat(first(session.tick(now), Effect.Complete.class).orElseThrow().result().status())
                .isEqualTo(CommandResult.Status.OUTCOME_UNKNOWN);
    }

    @Test
    void an_agent_that_says_nothing_at_all_is_gone() {
        Lease lease = read();
        session.leased(lease, now);
        now = START.plus(Duration.ofSeconds(30));
        assertThat(session.tick(now))
                .containsExactly(
                        new Effect.Release(lease, ReleaseReason.MAYBE_SENT),
                        new Effect.Disconnect(PEER, Mtp.CloseReason.GOING_AWAY),
                        new Effect.Close(ENDPOINT, FENCE));
        assertThat(session.isLive()).isFalse();
    }

    @Test
    void what_could_not_be_sent_goes_back_and_is_not_fetched_again_at_once() {
        Lease lease = read();
        Effect.Send asked = sent(session.leased(lease, now)).getFirst();
        assertThat(session.sent(asked.message().id(), new SendOutcome.NotSent("full"), now))
                .containsExactly(new Effect.Release(lease, ReleaseReason.NOT_SENT));
        assertThat(session.woken()).isEmpty();
        now = session.deadline();
        assertThat(session.tick(now)).containsExactly(new Effect.Pull(ENDPOINT, FENCE));
    }

    @Test
    void an_answer_that_comes_twice_or_too_late_is_not_looked_at() {
        Effect.Send asked = sent(session.leased(read(), now)).getFirst();
        assertThat(first(answer(asked, new Response.GetResult(List.of())), Effect.Complete.class))
                .isPresent();
        assertThat(answer(asked, new Response.GetResult(List.of()))).isEmpty();
        assertThat(answer(asked, ErrorMessage.of(7000, "late"))).isEmpty();
    }

    @Test
    void an_agent_that_connected_anew_behind_its_broker_is_asked_again() {
        Lease lease = read();
        session.leased(lease, now);
        assertThat(session.restarted(PEER, now))
                .containsExactly(
                        new Effect.Release(lease, ReleaseReason.MAYBE_SENT),
                        new Effect.Open(ENDPOINT));
        assertThat(sent(session.opened(new Fence(1, 2), now)).getFirst().message().body())
                .isInstanceOf(Request.GetSupportedProtocol.class);
    }

    @Test
    void a_write_that_waits_goes_back_unsent_when_the_connection_is_lost() {
        Lease read = read();
        Lease write = reboot();
        session.leased(read, now);
        assertThat(session.leased(write, now)).isEmpty();
        assertThat(session.detach(PEER, now))
                .containsExactly(
                        new Effect.Release(read, ReleaseReason.MAYBE_SENT),
                        new Effect.Release(write, ReleaseReason.NOT_SENT),
                        new Effect.Close(ENDPOINT, FENCE));
    }

    @Test
    void what_is_leased_after_the_connection_was_lost_goes_back() {
        session.detach(PEER, now);
        Lease lease = read();
        assertThat(session.leased(lease, now))
                .containsExactly(new Effect.Release(lease, ReleaseReason.NOT_SENT));
    }

    @Test
    void takes_nothing_more_while_it_drains() {
        session.drain();
        assertThat(session.woken()).isEmpty();
        assertThat(session.isIdle()).isTrue();
    }

    @Test
    void message_ids_are_never_used_twice() {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            used.add(sent(session.leased(read(), now)).getFirst().message().id());
        }
        assertThat(used).doesNotHaveDuplicates();
    }

    @Test
    void a_reboot_that_takes_the_connection_with_it_is_left_to_the_boot_event() {
        Lease reboot = reboot();
        session.leased(reboot, now);
        assertThat(session.detach(PEER, now))
                .containsExactly(new Effect.Accept(reboot), new Effect.Close(ENDPOINT, FENCE));
    }

    @Test
    void what_was_asked_over_one_of_two_connections_is_asked_again_over_the_other() {
        session.attach(OTHER, ADMITTED, now);
        Lease lease = read();
        Effect.Send asked = sent(session.leased(lease, now)).getFirst();
        assertThat(asked.to()).isEqualTo(OTHER);
        assertThat(session.detach(OTHER, now))
                .containsExactly(
                        new Effect.Release(lease, ReleaseReason.MAYBE_SENT),
                        new Effect.Pull(ENDPOINT, FENCE));
        assertThat(sent(session.leased(read(), now)).getFirst().to()).isEqualTo(PEER);
        assertThat(answer(asked, new Response.GetResult(List.of()))).isEmpty();
    }

    @Test
    void a_write_that_waits_is_sent_over_the_connection_that_is_left() {
        session.attach(OTHER, ADMITTED, now);
        Lease read = read();
        Lease write = reboot();
        session.leased(read, now);
        assertThat(session.leased(write, now)).isEmpty();
        List<Effect> effects = session.detach(OTHER, now);
        assertThat(effects).contains(new Effect.Release(read, ReleaseReason.MAYBE_SENT));
        assertThat(sent(effects).getFirst().to()).isEqualTo(PEER);
        assertThat(sent(effects).getFirst().message().body()).isInstanceOf(Request.Operate.class);
    }

    @Test
    void a_write_that_waits_for_a_read_that_could_not_be_sent_is_sent_after_a_pause() {
        Effect.Send read = sent(session.leased(read(), now)).getFirst();
        session.leased(reboot(), now);
        session.sent(read.message().id(), new SendOutcome.NotSent("full"), now);
        now = session.deadline();
        assertThat(sent(session.tick(now)).getFirst().message().body())
                .isInstanceOf(Request.Operate.class);
    }

    @Test
    void the_house_is_put_in_order_over_the_connection_that_is_left() {
        session.restarted(PEER, now);
        session.opened(FENCE, now);
        session.attach(OTHER, ADMITTED, now);
        Effect.Send begun = sent(session.detach(PEER, now)).getFirst();
        assertThat(begun.to()).isEqualTo(OTHER);
        assertThat(begun.message().body()).isInstanceOf(Request.GetSupportedProtocol.class);
    }

    @Test
    void an_agent_that_connected_anew_over_one_of_two_connections_is_put_in_order_again() {
        session.attach(OTHER, ADMITTED, now);
        Lease lease = read();
        session.leased(lease, now);
        List<Effect> effects = session.restarted(OTHER, now);
        assertThat(effects).contains(new Effect.Release(lease, ReleaseReason.MAYBE_SENT));
        assertThat(effects).doesNotContain(new Effect.Open(ENDPOINT));
        assertThat(sent(effects).getFirst().message().body())
                .isInstanceOf(Request.GetSupportedProtocol.class);
    }

    private static boolean asksForRequests(Effect.Send sent) {
        return sent.message().body() instanceof Request.Get(List<String> paths, int _)
                && paths.equals(List.of("Device.LocalAgent.Request."));
    }

    /** Refuses everything until the agent's own list of operations is asked for. */
    private Effect.Send untilRequests(List<Effect> effects) {
        Effect.Send next = sent(effects).getFirst();
        while (!asksForRequests(next)) {
            next = sent(answer(next, ErrorMessage.of(7001, "no"))).getFirst();
        }
        return next;
    }

    @Test
    void tells_what_the_agent_is_at_when_it_has_connected() {
        session.detach(PEER, now);
        session.attach(OTHER, ADMITTED, now);
        Effect.Send asked = untilRequests(session.opened(FENCE, now));
        List<Effect> effects =
                answer(
                        asked,
                        new Response.GetResult(
                                List.of(
                                        new Response.RequestedPath(
                                                "Device.LocalAgent.Request.",
                                                Optional.empty(),
                                                List.of(
                                                        new Response.ResolvedPath(
                                                                "Device.LocalAgent.Request.3.",
                                                                Map.of(
                                                                        "CommandKey",
                                                                        "tag",
                                                                        "Status",
                                                                        "Active")))))));
        assertThat(first(effects, Effect.Tell.class).orElseThrow().delivery().reports())
                .containsExactly(new Report.Operations(java.util.Set.of("tag"), now));
    }

    @Test
    void tells_nothing_of_operations_when_the_agent_keeps_no_list() {
        session.detach(PEER, now);
        session.attach(OTHER, ADMITTED, now);
        Effect.Send asked = untilRequests(session.opened(FENCE, now));
        List<Effect> effects =
                answer(
                        asked,
                        new Response.GetResult(
                                List.of(
                                        new Response.RequestedPath(
                                                "Device.LocalAgent.Request.",
                                                Optional.of(new Fault(7026, "no such path")),
                                                List.of()))));
        assertThat(first(effects, Effect.Tell.class)).isEmpty();
    }

    @Test
    void asks_what_the_agent_is_at_when_it_has_started() {
        List<Effect> effects =
                session.received(
                        PEER,
                        new UspMessage(
                                "n1",
                                new Request.Notify(
                                        "trellis-boot",
                                        true,
                                        new Notification.Event("Device.", "Boot!", Map.of()))),
                        now);
        assertThat(asksForRequests(untilRequests(effects))).isTrue();
    }

    @Test
    void an_agent_that_another_node_had_is_opened_again() {
        assertThat(session.servedHere()).isEmpty();
        session.servedElsewhere();
        assertThat(session.woken()).containsExactly(new Effect.Open(ENDPOINT));
        assertThat(asksForRequests(untilRequests(session.opened(FENCE, now)))).isTrue();
    }

    @Test
    void asks_what_the_agent_is_at_when_a_lease_shows_that_another_node_had_it() {
        Lease lease = read();
        Lease later =
                new Lease(
                        lease.command(), ENDPOINT, lease.context(), new Fence(2, FENCE.session()));
        List<Effect.Send> sent = sent(session.leased(later, now));
        assertThat(sent).hasSize(2);
        assertThat(asksForRequests(untilRequests(List.of(sent.get(1))))).isTrue();
    }
}
