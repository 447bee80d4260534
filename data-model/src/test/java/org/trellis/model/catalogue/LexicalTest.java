package org.trellis.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.ParameterType;

class LexicalTest {

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, 1, true",
        "BOOLEAN, 0, false",
        "BOOLEAN, TRUE, true",
        "BOOLEAN, ' False ', false",
        "BOOLEAN, yes, ",
        "INT, -007, -7",
        "INT, +5, 5",
        "INT, 2147483648, ",
        "INT, 1.0, ",
        "UNSIGNED_INT, 4294967295, 4294967295",
        "UNSIGNED_INT, -1, ",
        "UNSIGNED_LONG, 18446744073709551615, 18446744073709551615",
        "UNSIGNED_LONG, 18446744073709551616, ",
        "LONG, -9223372036854775808, -9223372036854775808",
        "DECIMAL, 0012.500, 12.5",
        "DECIMAL, -.5, -0.5",
        "DECIMAL, -0.50, -0.5",
        "DECIMAL, 3., 3",
        "DECIMAL, 1e9, ",
        "DECIMAL, 1234567890123456789012345.678, 1234567890123456789012345.678",
        "DATE_TIME, 2026-11-24T12:00:00+01:00, 2026-11-24T11:00:00Z",
        "DATE_TIME, 2026-11-24T12:00:00+0100, 2026-11-24T11:00:00Z",
        "DATE_TIME, 2026-11-24T12:00:00, 2026-11-24T12:00:00Z",
        "DATE_TIME, 2026-11-24T12:00:00.250Z, 2026-11-24T12:00:00.250Z",
        "DATE_TIME, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "DATE_TIME, 9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "DATE_TIME, yesterday, ",
        "BASE64, 'QUJD RA==', QUJDRA==",
        "BASE64, QUJ, ",
        "HEX_BINARY, 0aFf, 0AFF",
        "HEX_BINARY, 0aF, ",
        "STRING, ' kept as it is ', ' kept as it is '"
    })
    void gives_every_value_one_text(ParameterType type, String text, String expected) {
        assertThat(Lexical.canonical(type, text).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "00:1A:2B:3C:4D:5E, 00:1a:2b:3c:4d:5e",
        "00-1A-2B-3C-4D-5E, 00:1a:2b:3c:4d:5e",
        "001A2B3C4D5E, 00:1a:2b:3c:4d:5e",
        "001a.2b3c.4d5e, 00:1a:2b:3c:4d:5e",
        "00:1A:2B, 00:1A:2B",
        "unknown, unknown"
    })
    void writes_mac_addresses_in_lower_case_with_colons(String text, String expected) {
        assertThat(Lexical.mac(text)).isEqualTo(expected);
    }

    @Test
    void keeps_the_items_of_a_list_without_blanks() {
        assertThat(Lexical.items(" a , b,c ")).containsExactly("a", "b", "c");
        assertThat(Lexical.items("  ")).isEmpty();
        assertThat(Lexical.items("a,,b")).containsExactly("a", "", "b");
    }
}
