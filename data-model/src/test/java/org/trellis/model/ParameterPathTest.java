package org.trellis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
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

    @Test
    void takes_exactly_what_the_lexical_rules_allow() {
        String name = "[A-Za-z_][A-Za-z0-9_-]*";
        Pattern rule =
                Pattern.compile(name + "(\\.(" + name + "|[1-9][0-9]{0,9}))*(\\.|(\\(\\)|!))?");
        Random random = new Random(20261128);
        List<String> parts =
                List.of("Device", "A", "x-y", "_", ".", ".", ".", "1", "20", "0", "7a", "()", "!");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int k = 1 + random.nextInt(8); k > 0; k--) {
                path.append(parts.get(random.nextInt(parts.size())));
            }
            String text = path.toString();
            // a command or an event is a name, never an instance
            boolean numbered = text.matches(".*\\.[0-9]+(\\(\\)|!)");
            boolean right = rule.matcher(text).matches() && !numbered;
            if (ParameterPath.parse(text).isPresent() != right) {
                wrong.add(text);
            } else if (right && !text.matches(".*[!)]")) {
                String template = text.replaceAll("(?<=\\.)[1-9][0-9]{0,9}(?=\\.|$)", "{i}");
                if (!ParameterPath.of(text).template().equals(template)) {
                    wrong.add(text);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
