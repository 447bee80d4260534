package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.WakeOutcome;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Response;
import org.trellis.usp.mtp.MtpPeer;

/** An adapter between two fake transports and a fake core, with two agents at hand. */
final class House implements BeforeEachCallback, AfterEachCallback {

    static final String ONE = "os::00256D-1";
    static final String TWO = "os::00256D-2";

    final FakeMtp mqtt = new FakeMtp("mqtt");
    final FakeMtp webSocket = new FakeMtp("websocket");
    final FakePort port = new FakePort();
    final FakeAgent one = new FakeAgent(ONE, "1");
    final FakeAgent two = new FakeAgent(TWO, "2");
    final UspAdapter adapter =
            new UspAdapter(UspSettings.of(FakeAgent.CONTROLLER), List.of(mqtt, webSocket));

    @Override
    public void beforeEach(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        adapter.start(port);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        adapter.close();
    }

    /** Connects, and waits until the agent is open and its subscriptions are there. */
    MtpPeer connected(FakeAgent agent, FakeMtp mtp) {
        return connected(agent, mtp, FakePort.KEY);
    }

    MtpPeer connected(FakeAgent agent, FakeMtp mtp, Principal principal) {
        int subscriptions = agent.subscriptionIds().size();
        MtpPeer peer = agent.connect(mtp, principal);
        if (subscriptions == 0) {
            await().until(() -> agent.subscriptionIds().size() >= 8);
        }
        await().until(() -> !port.open.isEmpty());
        return peer;
    }

    void wake(String endpointId) {
        assertThat(adapter.wake(port.endpoint(endpointId), Instant.MAX))
                .isInstanceOf(WakeOutcome.Told.class);
    }

    CommandResult result(Command command) {
        await().until(() -> port.resultOf(command).isPresent());
        return port.resultOf(command).orElseThrow();
    }

    static Operation.Get get(String... paths) {
        return new Operation.Get(List.of(paths).stream().map(PathExpression::of).toList());
    }

    static boolean answered(FakeAgent agent, String id) {
        return agent.received.stream()
                .anyMatch(m -> m.id().equals(id) && m.body() instanceof Response.NotifyResult);
    }

    static Notification boot(String key) {
        return new Notification.Event(
                "Device.",
                "Boot!",
                Map.of("CommandKey", key, "Cause", "RemoteReboot", "FirmwareUpdated", "false"));
    }
}
