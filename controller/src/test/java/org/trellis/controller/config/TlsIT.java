package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.tls.SelfSignedKey;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt5Link;
import org.trellis.simulator.usp.WebSocketLink;

/**
 * A controller on every address of the machine with one certificate for all services: devices come
 * by TLS, with client certificates and with the enrollment key; plaintext stays on loopback.
 */
class TlsIT {

    private static final String CONTROLLER = "self::trellis";
    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private static final Teardown everything = new Teardown();
    @TempDir static Path folder;
    private static SelfSignedKey server;
    private static RunningNode node;
    private static ApiCaller api;

    @BeforeAll
    static void start() throws Exception {
        server = SelfSignedKey.ofLoopback();
        SelfSignedKey cpe = SelfSignedKey.make("RSA", "0014A5-TCPE", "dns:cpe");
        SelfSignedKey mqtt = agentKey("TMQTT");
        SelfSignedKey webSocket = agentKey("TWS");
        node =
                everything.add(
                        RunningNode.start(
                                Map.of(
                                        "TRELLIS_BIND",
                                        "0.0.0.0",
                                        "TRELLIS_API_BIND",
                                        "0.0.0.0",
                                        "TRELLIS_CWMP_SUBSCRIBER_RANGES",
                                        "127.0.0.0/8",
                                        "TRELLIS_TLS_CERTIFICATE",
                                        write("server.pem", server.certificatePem()),
                                        "TRELLIS_TLS_KEY",
                                        write("server.key", server.keyPem()),
                                        "TRELLIS_TLS_CLIENT_CA",
                                        write(
                                                "devices.pem",
                                                cpe.certificatePem()
                                                        + mqtt.certificatePem()
                                                        + webSocket.certificatePem()))));
        api = node.api();
        everything.add(cpe("TCPE", Optional.empty(), cpe.trusting(server))).start(true);
        everything.add(overMqtt("TMQTT", "", mqtt.trusting(server))).start();
        everything.add(overWebSocket("TWS", "", webSocket.trusting(server))).start();
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    @Test
    void a_cpe_with_a_client_certificate_is_admitted_and_served() throws Exception {
        served("0014A5-HG181-TCPE");
    }

    @Test
    void an_agent_with_a_client_certificate_is_served_over_mqtt() throws Exception {
        served("0014A5-HGU-TMQTT");
    }

    @Test
    void an_agent_with_a_client_certificate_is_served_over_websocket() throws Exception {
        served("0014A5-HGU-TWS");
    }

    @Test
    void the_enrollment_key_does_without_a_client_certificate() throws Exception {
        SSLContext anonymous = server.anonymousClient();
        String key = node.enrollmentKey();
        Optional<WireClient.Login> login = Optional.of(new WireClient.Login("trellis", key));
        try (Cpe cpe = cpe("KCPE", login, anonymous);
                Agent mqtt = overMqtt("KMQTT", key, anonymous);
                Agent webSocket = overWebSocket("KWS", key, anonymous)) {
            cpe.boot(true);
            mqtt.start();
            webSocket.start();
            api.awaitDevice("0014A5-HG181-KCPE");
            api.awaitDevice("0014A5-HGU-KMQTT");
            api.awaitDevice("0014A5-HGU-KWS");
        }
    }

    @Test
    void a_certificate_speaks_for_nobody_but_whom_it_names() throws Exception {
        SelfSignedKey stranger = SelfSignedKey.make("EC", "0014A5-ODD", "dns:cpe");
        try (Cpe cpe = cpe("ODD", Optional.empty(), stranger.trusting(server))) {
            assertThatThrownBy(() -> cpe.boot(true)).isInstanceOf(java.io.IOException.class);
        }
        assertThat(api.get("/api/v1/devices/0014A5-HG181-ODD").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void plaintext_is_not_served_beyond_loopback(Service service) throws Exception {
        try (Socket here = new Socket("127.0.0.1", node.plainPort(service));
                Socket there = new Socket("127.0.0.2", node.tlsPort(service))) {
            assertThat(here.isConnected()).isTrue();
            assertThat(there.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> new Socket("127.0.0.2", node.plainPort(service)).close())
                .isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void the_api_answers_over_tls_and_takes_a_new_certificate_without_a_restart() throws Exception {
        assertThat(readiness(server)).isEqualTo(200);
        SelfSignedKey renewed = SelfSignedKey.ofLoopback();
        write("server.pem", renewed.certificatePem());
        write("server.key", renewed.keyPem());
        await().atMost(java.time.Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> readiness(renewed) == 200);
        write("server.pem", server.certificatePem());
        write("server.key", server.keyPem());
        await().atMost(java.time.Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> readiness(server) == 200);
    }

    private static int readiness(SelfSignedKey trusted) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.anonymousClient()).build()) {
            URI uri =
                    URI.create(
                            "https://127.0.0.1:"
                                    + node.tlsPort(Service.API)
                                    + "/actuator/health/readiness");
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void served(String device) throws Exception {
        api.awaitDevice(device);
        api.done(device, "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"over TLS\"}}");
        assertThat(api.value(device, SSID)).isEqualTo("over TLS");
    }

    private static Cpe cpe(String serial, Optional<WireClient.Login> login, SSLContext tls) {
        URI acs = URI.create("https://127.0.0.1:" + node.tlsPort(Service.CWMP) + "/");
        return SimulatedDevices.tr181Gateway(serial, acs, login, tls);
    }

    private static Agent overMqtt(String serial, String key, SSLContext tls) {
        return SimulatedDevices.uspGateway(
                serial,
                CONTROLLER,
                new Mqtt5Link(
                        "ssl://127.0.0.1:" + node.tlsPort(Service.MQTT),
                        key.isEmpty() ? "" : "trellis",
                        key,
                        SimulatedDevices.endpointId(serial),
                        "usp/v1/controller/" + CONTROLLER,
                        Optional.of(tls)));
    }

    private static Agent overWebSocket(String serial, String key, SSLContext tls) {
        String url = "wss://127.0.0.1:" + node.tlsPort(Service.WEBSOCKET) + "/usp";
        return SimulatedDevices.uspGateway(
                serial,
                CONTROLLER,
                new WebSocketLink(
                        key.isEmpty() ? url : url + "/" + key,
                        SimulatedDevices.endpointId(serial),
                        tls));
    }

    private static SelfSignedKey agentKey(String serial) throws Exception {
        return SelfSignedKey.make(
                "EC", serial, "uri:urn:bbf:usp:id:" + SimulatedDevices.endpointId(serial));
    }

    private static String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
