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
        assertThat(settings.listeners().api()).isEqualTo(9080);
        assertThat(settings.listeners().cwmp()).isEqualTo(8547);
        assertThat(settings.listeners().webSocket()).isEqualTo(9090);
        assertThat(settings.listeners().mqtt()).isEqualTo(2883);
        assertThat(settings.cassandra().port()).isEqualTo(20042);
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
