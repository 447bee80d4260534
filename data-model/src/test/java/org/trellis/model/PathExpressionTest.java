package org.trellis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathExpressionTest {

    @Test
    void a_partial_path_covers_its_subtree() {
        PathExpression wifi = PathExpression.of("Device.WiFi.");
        assertThat(wifi.covers(ParameterPath.of("Device.WiFi.SSID.1.SSID"))).isTrue();
        assertThat(wifi.covers(ParameterPath.of("Device.WiFiX.A"))).isFalse();
    }

    @Test
    void a_wildcard_covers_every_instance_and_nothing_else() {
        PathExpression names = PathExpression.of("Device.WiFi.SSID.*.SSID");
        assertThat(names.covers(ParameterPath.of("Device.WiFi.SSID.7.SSID"))).isTrue();
        assertThat(names.covers(ParameterPath.of("Device.WiFi.SSID.7.Enable"))).isFalse();
        assertThat(names.fixedPrefix()).isEqualTo(ParameterPath.of("Device.WiFi.SSID."));
        assertThat(names.concrete()).isEmpty();
    }

    private static boolean covers(String wide, String narrow) {
        return PathExpression.of(wide).covers(PathExpression.of(narrow));
    }

    @Test
    void an_expression_covers_another_if_it_names_all_that_the_other_may() {
        assertThat(covers("Device.WiFi.", "Device.WiFi.SSID.*.SSID")).isTrue();
        assertThat(covers("Device.WiFi.", "Device.WiFi.")).isTrue();
        assertThat(covers("Device.WiFi.SSID.*.", "Device.WiFi.SSID.1.SSID")).isTrue();
        assertThat(covers("Device.WiFi.SSID.{i}.", "Device.WiFi.SSID.*.SSID")).isTrue();
        assertThat(covers("Device.WiFi.SSID.*.", "Device.WiFi.SSID.[SSID==\"a\"].SSID")).isTrue();
        assertThat(covers("Device.WiFi.SSID.1.", "Device.WiFi.SSID.*.SSID")).isFalse();
        assertThat(covers("Device.WiFi.SSID.1.", "Device.WiFi.SSID.10.SSID")).isFalse();
        assertThat(covers("Device.WiFi.SSID.*.", "Device.WiFi.SSID.")).isFalse();
        assertThat(covers("Device.WiFi.SSID.*.SSID", "Device.WiFi.SSID.1.SSID")).isTrue();
        assertThat(covers("Device.WiFi.SSID.*.SSID", "Device.WiFi.SSID.1.")).isFalse();
        assertThat(covers("Device.WiFi.SSID", "Device.WiFi.SSID.")).isFalse();
        String search = "Device.WiFi.SSID.[SSID==\"a\"].";
        assertThat(covers(search, search)).isTrue();
        assertThat(covers(search, "Device.WiFi.SSID.1.SSID")).isFalse();
    }

    @Test
    void a_search_may_hold_dots_and_brackets_inside_quotes() {
        PathExpression search = PathExpression.of("Device.WiFi.SSID.[SSID==\"a.b]c\"].Enable");
        assertThat(search.segments()).hasSize(5);
        assertThat(search.hasSearch()).isTrue();
        assertThat(search.template()).isEqualTo("Device.WiFi.SSID.{i}.Enable");
        assertThat(search.fixedPrefix()).isEqualTo(ParameterPath.of("Device.WiFi.SSID."));
    }

    @Test
    void the_fixed_prefix_of_a_parameter_is_its_object() {
        assertThat(PathExpression.of("Device.DeviceInfo.UpTime").fixedPrefix())
                .isEqualTo(ParameterPath.of("Device.DeviceInfo."));
        assertThat(PathExpression.of("Device.").fixedPrefix())
                .isEqualTo(ParameterPath.of("Device."));
    }
}
