package org.trellis.cwmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CwmpTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T15:10:40Z, 2026-11-22T15:10:40Z",
        "2026-11-22T15:10:40+02:00, 2026-11-22T13:10:40Z",
        "2026-11-22T15:10:40-0530, 2026-11-22T20:40:40Z",
        "2026-11-22T15:10:40+00:00, 2026-11-22T15:10:40Z",
        "2026-11-22T15:10:40, 2026-11-22T15:10:40Z",
        "2026-11-22 15:10:40, 2026-11-22T15:10:40Z",
        "2026-11-22T15:10:40.123456Z, 2026-11-22T15:10:40.123456Z",
        "2026-11-22T15:10:40.3, 2026-11-22T15:10:40.300Z",
        "1970-01-01T00:01:02Z, 1970-01-01T00:01:02Z",
        "2026-1-2T3:04:05z, 2026-01-02T03:04:05Z",
        "2026-11-22T15:10Z, 2026-11-22T15:10:00Z",
    })
    void reads_absolute_times(String text, Instant expected) {
        CwmpTime time = new CwmpTime(text);

        assertThat(time.kind()).isEqualTo(CwmpTime.Kind.ABSOLUTE);
        assertThat(time.instant()).contains(expected);
        assertThat(time.sinceBoot()).isEmpty();
        assertThat(time.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "", "  "})
    void knows_the_unknown_time(String text) {
        assertThat(new CwmpTime(text).kind()).isEqualTo(CwmpTime.Kind.UNKNOWN);
        assertThat(new CwmpTime(text).instant()).isEmpty();
    }

    @Test
    void reads_a_low_year_as_time_since_boot() {
        CwmpTime time = new CwmpTime("0001-01-03T03:02:01Z");

        assertThat(time.kind()).isEqualTo(CwmpTime.Kind.SINCE_BOOT);
        assertThat(time.sinceBoot())
                .contains(Duration.ofDays(2).plusHours(3).plusMinutes(2).plusSeconds(1));
    }

    @Test
    void reads_the_last_year_as_never() {
        assertThat(new CwmpTime("9999-12-31T23:59:59Z").kind()).isEqualTo(CwmpTime.Kind.INFINITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun Nov 22 2026", "2026-13-01T00:00:00Z", "0", "now", "2026-11-22"})
    void keeps_what_is_no_time(String text) {
        assertThat(new CwmpTime(text).kind()).isEqualTo(CwmpTime.Kind.UNREADABLE);
        assertThat(new CwmpTime(text).text()).isEqualTo(text);
    }
}
