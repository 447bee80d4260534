package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TrellisSettingsTest {

    private static TrellisSettings read(Map<String, String> environment) {
        return TrellisSettings.read(
                Path.of("home"),
                new SettingSource(key -> Optional.empty(), environment, new Properties()));
    }

    @Test
    void starts_on_loopback_with_everything_embedded_and_authentication_required() {
        TrellisSettings settings = read(Map.of());
        assertThat(settings.listeners().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.listeners().apiBind()).isEqualTo("127.0.0.1");
        assertThat(settings.cassandra().embedded()).isTrue();
        assertThat(settings.mqtt().embedded()).isTrue();
        assertThat(settings.cwmp().auth()).isEqualTo(TrellisSettings.Cwmp.Auth.REQUIRED);
        assertThat(settings.usp().endpointId()).isEqualTo("self::trellis");
    }

    @Test
    void adds_the_offset_to_every_port() {
        TrellisSettings settings = read(Map.of("TRELLIS_PORT_OFFSET", "1000"));
        assertThat(settings.listeners().plainPort(Service.API)).isEqualTo(9080);
        assertThat(settings.listeners().plainPort(Service.CWMP)).isEqualTo(8547);
        assertThat(settings.listeners().plainPort(Service.WEBSOCKET)).isEqualTo(9090);
        assertThat(settings.listeners().plainPort(Service.MQTT)).isEqualTo(2883);
        assertThat(settings.listeners().tlsPort(Service.API)).isEqualTo(9443);
        assertThat(settings.listeners().tlsPort(Service.CWMP)).isEqualTo(8548);
        assertThat(settings.listeners().tlsPort(Service.WEBSOCKET)).isEqualTo(9091);
        assertThat(settings.listeners().tlsPort(Service.MQTT)).isEqualTo(9883);
        assertThat(settings.cassandra().port()).isEqualTo(20042);
    }

    @Test
    void believes_the_proxies_that_are_named_and_refuses_what_is_no_address() {
        assertThat(read(Map.of()).cwmp().trustedProxies()).isEmpty();
        assertThat(
                        read(Map.of("TRELLIS_TRUSTED_PROXIES", "10.0.0.1, 2001:db8::/32"))
                                .cwmp()
                                .trustedProxies())
                .containsExactly("10.0.0.1", "2001:db8::/32");
        assertThatThrownBy(() -> read(Map.of("TRELLIS_TRUSTED_PROXIES", "proxy.example")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("TRELLIS_TRUSTED_PROXIES");
    }

    @Test
    void takes_contact_points_from_a_property_before_the_variable_and_the_file() {
        Properties file = new Properties();
        file.setProperty("trellis.cassandra.contact-points", "file:9042");
        SettingSource source =
                new SettingSource(
                        key ->
                                key.equals("trellis.cassandra.contact-points")
                                        ? Optional.of("a:9042, b:9042")
                                        : Optional.empty(),
                        Map.of("TRELLIS_CASSANDRA_CONTACT_POINTS", "variable:9042"),
                        file);
        assertThat(TrellisSettings.read(Path.of("home"), source).cassandra().contactPoints())
                .containsExactly("a:9042", "b:9042");
    }

    @Test
    void refuses_plaintext_beyond_loopback_unless_told() {
        assertThatThrownBy(() -> read(Map.of("TRELLIS_BIND", "0.0.0.0")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("--allow-plaintext");
        assertThat(read(Map.of("TRELLIS_BIND", "0.0.0.0", "TRELLIS_ALLOW_PLAINTEXT", "true")))
                .isNotNull();
    }

    @Test
    void serves_tls_beyond_loopback_and_keeps_plaintext_at_home() {
        Listeners listeners =
                read(Map.of("TRELLIS_BIND", "0.0.0.0", "TRELLIS_TLS_CERTIFICATE", "server.pem"))
                        .listeners();
        assertThat(listeners.bind(Service.MQTT)).isEqualTo("0.0.0.0");
        assertThat(listeners.plainBind(Service.MQTT)).isEqualTo("127.0.0.1");
        assertThat(
                        read(Map.of("TRELLIS_BIND", "::", "TRELLIS_TLS_CERTIFICATE", "server.pem"))
                                .listeners()
                                .plainBind(Service.CWMP))
                .isEqualTo("::1");
        assertThat(
                        read(Map.of(
                                        "TRELLIS_BIND",
                                        "0.0.0.0",
                                        "TRELLIS_TLS_CERTIFICATE",
                                        "server.pem",
                                        "TRELLIS_ALLOW_PLAINTEXT",
                                        "true"))
                                .listeners()
                                .plainBind(Service.MQTT))
                .isEqualTo("0.0.0.0");
    }

    @Test
    void refuses_each_service_that_is_left_without_tls_beyond_loopback() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "TRELLIS_BIND",
                                        "10.0.0.1",
                                        "TRELLIS_CWMP_TLS_CERTIFICATE",
                                        "cwmp.pem")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("(websocket, mqtt)");
        assertThat(
                        read(Map.of(
                                        "TRELLIS_BIND",
                                        "10.0.0.1",
                                        "TRELLIS_CWMP_TLS_CERTIFICATE",
                                        "cwmp.pem",
                                        "TRELLIS_WEBSOCKET_TLS_CERTIFICATE",
                                        "usp.pem",
                                        "TRELLIS_MQTT_URL",
                                        "ssl://broker:8883"))
                                .listeners()
                                .plainBind(Service.CWMP))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void takes_the_certificate_of_a_service_before_the_common_one() {
        Map<Service, TlsFiles> tls =
                read(Map.of(
                                "TRELLIS_TLS_CERTIFICATE", "/all.pem",
                                "TRELLIS_TLS_KEY", "/all.key",
                                "TRELLIS_TLS_CLIENT_CA", "/devices.pem",
                                "TRELLIS_API_TLS_CERTIFICATE", "/api.pem",
                                "TRELLIS_MQTT_TLS_CLIENT_CA", "/agents.pem"))
                        .listeners()
                        .tls();
        Path all = Path.of("/all.pem");
        Path key = Path.of("/all.key");
        assertThat(tls)
                .containsEntry(
                        Service.API,
                        new TlsFiles(Path.of("/api.pem"), Path.of("/api.pem"), Optional.empty()))
                .containsEntry(
                        Service.CWMP, new TlsFiles(all, key, Optional.of(Path.of("/devices.pem"))))
                .containsEntry(
                        Service.MQTT, new TlsFiles(all, key, Optional.of(Path.of("/agents.pem"))));
    }

    @Test
    void announces_the_public_name_of_each_service() {
        Listeners listeners =
                read(Map.of(
                                "TRELLIS_TLS_CERTIFICATE", "server.pem",
                                "TRELLIS_PUBLIC_HOST", "trellis.example",
                                "TRELLIS_CWMP_PUBLIC_HOST", "acs.example:443",
                                "TRELLIS_WEBSOCKET_PUBLIC_HOST", "wss://usp.example"))
                        .listeners();
        assertThat(listeners.url(Service.MQTT)).isEqualTo("ssl://trellis.example:8883");
        assertThat(listeners.url(Service.CWMP)).isEqualTo("https://acs.example:443");
        assertThat(listeners.url(Service.WEBSOCKET)).isEqualTo("wss://usp.example");
        assertThat(listeners.plainUrl(Service.API)).isEqualTo("http://127.0.0.1:8080");
        assertThatThrownBy(() -> read(Map.of("TRELLIS_CWMP_PUBLIC_HOST", "ftp://acs.example")))
                .hasMessage(
                        "TRELLIS_CWMP_PUBLIC_HOST must be host, host:port or https://host:port");
    }

    @Test
    void wants_a_certificate_for_a_key_and_for_the_authorities_of_devices() {
        assertThatThrownBy(() -> read(Map.of("TRELLIS_TLS_KEY", "server.key")))
                .hasMessage("TRELLIS_TLS_KEY needs TRELLIS_TLS_CERTIFICATE");
        assertThatThrownBy(() -> read(Map.of("TRELLIS_MQTT_TLS_CLIENT_CA", "agents.pem")))
                .hasMessageStartingWith("TRELLIS_MQTT_TLS_CLIENT_CA needs ");
    }

    @Test
    void names_the_variable_that_is_wrong() {
        assertThatThrownBy(() -> read(Map.of("TRELLIS_PORT_OFFSET", "many")))
                .hasMessage("TRELLIS_PORT_OFFSET must be a number from 0 to 40000");
        assertThatThrownBy(() -> read(Map.of("TRELLIS_CWMP_AUTH", "off")))
                .hasMessageContaining("TRELLIS_CWMP_AUTH");
    }

    @Test
    void prints_no_password() {
        TrellisSettings settings =
                read(Map.of("TRELLIS_CASSANDRA_PASSWORD", "hush", "TRELLIS_MQTT_PASSWORD", "hush"));
        assertThat(settings.toString()).doesNotContain("hush");
    }
}
