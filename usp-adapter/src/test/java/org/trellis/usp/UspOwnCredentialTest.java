package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trellis.usp.House.ONE;
import static org.trellis.usp.House.TWO;
import static org.trellis.usp.House.get;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Report;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.record.RecordBody;

/** Many have the enrollment key: what an agent is given of its own, and what holds until then. */
class UspOwnCredentialTest {

    private static final String MTP = "Device.LocalAgent.Controller.1.MTP.1.";

    @RegisterExtension final House house = new House();

    private final FakeMtp mqtt = house.mqtt;
    private final FakeMtp webSocket = house.webSocket;
    private final FakePort port = house.port;
    private final FakeAgent one = house.one;
    private final FakeAgent two = house.two;

    @Test
    void gives_an_agent_of_mqtt_a_user_and_a_password_where_it_keeps_them() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "MQTT");
        one.values.put(MTP + "MQTT.Reference", "Device.MQTT.Client.2");
        house.connected(one, mqtt);
        await().until(() -> "own-secret".equals(one.values.get("Device.MQTT.Client.2.Password")));
        assertThat(one.values).containsEntry("Device.MQTT.Client.2.Username", ONE);
    }

    @Test
    void gives_an_agent_of_web_socket_a_token_and_leaves_the_rest_of_its_path() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "WebSocket");
        one.values.put(MTP + "WebSocket.Path", "/proxy/usp/the-key");
        house.connected(one, webSocket);
        await().until(() -> "/proxy/usp/own-secret".equals(one.values.get(MTP + "WebSocket.Path")));
    }

    @Test
    void gives_the_same_over_every_transport_that_an_agent_has_for_us() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "MQTT");
        one.values.put(MTP + "MQTT.Reference", "Device.MQTT.Client.2");
        String second = "Device.LocalAgent.Controller.1.MTP.2.";
        one.values.put(second + "Protocol", "WebSocket");
        one.values.put(second + "WebSocket.Path", "/usp");
        house.connected(one, mqtt);
        await().until(() -> "/usp/own-secret".equals(one.values.get(second + "WebSocket.Path")));
        assertThat(one.values).containsEntry("Device.MQTT.Client.2.Password", "own-secret");
    }

    @Test
    void leaves_the_path_of_an_agent_whose_web_socket_does_not_say_whose_it_is() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "WebSocket");
        one.values.put(MTP + "WebSocket.Path", "/usp/the-key");
        one.script =
                r ->
                        r instanceof Request.GetSupportedProtocol
                                ? Optional.of(new Response.SupportedProtocol("1.0,1.1"))
                                : Optional.empty();
        house.connected(one, webSocket);
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        house.result(read);
        assertThat(one.values).containsEntry(MTP + "WebSocket.Path", "/usp/the-key");
    }

    @Test
    void gives_nothing_to_an_agent_that_shows_its_own_or_has_no_place_for_it() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "MQTT");
        one.values.put(MTP + "MQTT.Reference", "Device.MQTT.Client.2");
        house.connected(one, mqtt, FakePort.OWN);
        house.connected(two, mqtt);
        await().until(() -> port.open.size() == 2);
        Command ofOne = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        Command ofTwo = port.submit(TWO, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        house.wake(TWO);
        house.result(ofOne);
        house.result(ofTwo);
        assertThat(one.received).noneMatch(m -> m.body() instanceof Request.Set);
        assertThat(two.received).noneMatch(m -> m.body() instanceof Request.Set);
    }

    @Test
    void serves_an_agent_that_refuses_what_it_is_given() {
        port.login = new DeviceLogin(ONE, "own-secret");
        one.values.put(MTP + "Protocol", "MQTT");
        one.values.put(MTP + "MQTT.Reference", "Device.MQTT.Client.2.");
        one.script =
                r ->
                        r instanceof Request.Set
                                ? Optional.of(ErrorMessage.of(7011, "not that"))
                                : Optional.empty();
        house.connected(one, mqtt);
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        house.result(read);
    }

    @Test
    void lets_nobody_with_the_key_take_the_place_of_an_agent_that_is_there() {
        for (FakeMtp over : List.of(webSocket, mqtt)) {
            FakeAgent victim = over == webSocket ? one : two;
            house.connected(victim, webSocket);
            FakeAgent thief = new FakeAgent(victim.endpointId, "9");
            MtpPeer peer = thief.connect(over, FakePort.KEY);
            await().until(() ->
                    over.closed.contains(new FakeMtp.Closed(peer, Mtp.CloseReason.OVERLOAD)));
            Command read = port.submit(victim.endpointId, get("Device.DeviceInfo.SerialNumber"));
            house.wake(victim.endpointId);
            assertThat(house.result(read).values().get(0).text())
                    .isEqualTo(victim.values.get("Device.DeviceInfo.SerialNumber"));
            assertThat(thief.received).isEmpty();
        }
        assertThat(webSocket.closed).noneMatch(c -> c.reason() == Mtp.CloseReason.REPLACED);
        assertThat(port.refused).extracting(r -> r.visitor().claimed()).containsOnly(ONE, TWO);
    }

    @Test
    void tells_the_operator_of_who_speaks_in_the_name_of_another() {
        MtpPeer peer = house.connected(one, webSocket);
        one.say(peer, TWO, FakeAgent.CONTROLLER, new RecordBody.WebSocketConnect());
        await().until(() -> port.refused.size() == 1);
        assertThat(port.refused.get(0).visitor().claimed()).isEqualTo(TWO);
        assertThat(port.refused.get(0).visitor().address()).isEqualTo("192.0.2.1");
        assertThat(port.refused.get(0).reason()).contains(ONE);
    }

    @Test
    void lets_an_agent_go_that_is_silent_behind_a_broker_that_does_not_tell() {
        mqtt.hearsDisconnects = false;
        one.values.put("Device.LocalAgent.Controller.1.PeriodicNotifInterval", "1");
        MtpPeer peer = house.connected(one, mqtt);
        await().until(() ->
                mqtt.closed.contains(new FakeMtp.Closed(peer, Mtp.CloseReason.GOING_AWAY)));
        await().until(port.open::isEmpty);
    }

    @Test
    void takes_an_agent_for_reset_that_has_none_of_its_subscriptions_any_more() {
        port.model = new SupportedModel("known", DataModelRoot.TR_181, Map.of());
        one.connect(webSocket, FakePort.KEY);
        await().until(() -> port.reports().contains(new Report.Reset()));
        assertThat(port.reports()).containsExactly(new Report.Reset());
    }
}
