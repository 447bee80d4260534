package org.trellis.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "Huawei*, Huawei Technologies Co. Ltd, true",
        "huawei*, HUAWEI, true",
        "Huawei, Huawei Technologies, false",
        "*G5, EC220-G5, true",
        "V*R*C, V5R020C, true",
        "V*R*C, V5R020C00, false",
        "a*a, a, false",
        "ab*ba, aba, false",
        "*, '', true",
        "a*b*c, axxbyyc, true",
        "a*b*c, acb, false",
    })
    void a_pattern_fits_whole_names(String pattern, String name, boolean fits) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(fits);
    }

    @Test
    void an_empty_pattern_and_one_of_many_wildcards_are_refused() {
        assertThatThrownBy(() -> new Glob("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Glob("*a*a*a*a*")).hasMessageContaining("at most 4");
    }
}
