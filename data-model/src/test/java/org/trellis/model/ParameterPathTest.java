package org.trellis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterPathTest {

    @Test
    void tells_objects_parameters_commands_and_events_apart() {
        assertThat(ParameterPath.of("Device.WiFi.SSID.1.").isObject()).isTrue();
        assertThat(ParameterPath.of("Device.WiFi.SSID.1.SSID").isParameter()).isTrue();
        assertThat(ParameterPath.of("Device.Reboot()").isCommand()).isTrue();
        assertThat(ParameterPath.of("Device.Boot!").isEvent()).isTrue();
    }

    @Test
    void walks_up_to_the_root_and_no_further() {
        ParameterPath path = ParameterPath.of("Device.WiFi.SSID.1.SSID");
        assertThat(path.parent()).contains(ParameterPath.of("Device.WiFi.SSID.1."));
        assertThat(ParameterPath.of("Device.WiFi.").parent()).contains(ParameterPath.of("Device."));
        assertThat(ParameterPath.of("Device.").parent()).isEmpty();
    }

    @Test
    void writes_a_template_for_the_catalogue() {
        assertThat(ParameterPath.of("Device.WiFi.SSID.10.SSID").template())
                .isEqualTo("Device.WiFi.SSID.{i}.SSID");
    }

    @Test
    void orders_instances_by_number_and_not_by_text() {
        List<String> sorted =
                Stream.of("Device.A.10.B", "Device.A.2.B", "Device.A.", "Device.A.2.")
                        .map(ParameterPath::of)
                        .sorted()
                        .map(ParameterPath::text)
                        .toList();
        assertThat(sorted)
                .containsExactly("Device.A.", "Device.A.2.", "Device.A.2.B", "Device.A.10.B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "Device..X",
                ".Device",
                "Device.*.X",
                "Device.[a==1].X",
                "Device.01.X",
                "Device.X y",
                "Device.X()Y",
                "Device.\nX",
                "1.X"
            })
    void refuses_what_is_not_a_concrete_path(String text) {
        assertThat(ParameterPath.parse(text)).isEmpty();
        assertThatThrownBy(() -> ParameterPath.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_path_of_unreasonable_length() {
        assertThat(ParameterPath.parse("Device." + "a".repeat(ParameterPath.MAX_LENGTH))).isEmpty();
    }
}
