package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.Delivery;

class DedupKeysTest {

    @Test
    void leaves_a_short_key_as_it_is() {
        assertThat(bounded("ValueChange-2026-11-24T10:00:00Z-1"))
                .contains("ValueChange-2026-11-24T10:00:00Z-1");
        assertThat(DedupKeys.bounded(new Delivery(List.of(), Optional.empty())).dedupKey())
                .isEmpty();
    }

    @Test
    void makes_a_long_key_fit_the_store_and_still_tells_two_apart() {
        String one = "x".repeat(70_000) + "1";
        String two = "x".repeat(70_000) + "2";
        assertThat(bounded(one)).isEqualTo(bounded(one)).isNotEqualTo(bounded(two));
        assertThat(bounded(one).orElseThrow()).hasSizeLessThan(128);
    }

    private static Optional<String> bounded(String key) {
        return DedupKeys.bounded(new Delivery(List.of(), Optional.of(key))).dedupKey();
    }
}
