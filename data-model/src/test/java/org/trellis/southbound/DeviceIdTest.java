package org.trellis.southbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceIdTest {

    @Test
    void escapes_what_would_be_mistaken_for_a_separator() {
        assertThat(DeviceId.of("0014A5", "HG-100", "SN123").value())
                .isEqualTo("0014A5-HG~2D100-SN123");
        assertThat(DeviceId.of("0014A5", "", "SN 1/2").value()).isEqualTo("0014A5--SN~201~2F2");
    }

    @Test
    void tells_apart_what_would_join_to_the_same_text() {
        assertThat(DeviceId.of("a", "b-c", "d")).isNotEqualTo(DeviceId.of("a", "b", "c-d"));
    }

    @Test
    void refuses_outside_text_that_is_no_device_id() {
        assertThat(DeviceId.parse("../x")).isEmpty();
        assertThat(DeviceId.parse("a%25b")).isEmpty();
        assertThat(DeviceId.parse("0014A5-HG~2D100-SN123")).isPresent();
    }
}
