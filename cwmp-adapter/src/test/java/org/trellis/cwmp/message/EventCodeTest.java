package org.trellis.cwmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodeTest {

    @ParameterizedTest
    @EnumSource(EventCode.class)
    void reads_what_it_writes(EventCode code) {
        assertThat(EventCode.parse(code.text())).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "0 BOOSTRAP, BOOTSTRAP",
        "BOOT, BOOT",
        "2 Periodic, PERIODIC",
        "' 4   value  change ', VALUE_CHANGE",
        "7, TRANSFER_COMPLETE",
        "10 AUTONOMOUS TRANSFER, AUTONOMOUS_TRANSFER_COMPLETE",
        "m reboot, M_REBOOT",
    })
    void reads_misspelt_events(String text, EventCode expected) {
        assertThat(EventCode.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X 00AABB THING",
                "15 FUTURE",
                "99",
                "1BOOT",
                "M Vendor",
                "Reboot",
                "-1"
            })
    void leaves_other_events_to_their_text(String text) {
        assertThat(EventCode.parse(text)).isEmpty();
    }

    @Test
    void keeps_the_text_of_an_event() {
        assertThat(new EventStruct(" X 00AABB\n  THING ", " k ").eventCode())
                .isEqualTo("X 00AABB THING");
    }
}
