package org.trellis.cwmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.model.ParameterType;

class ParameterValueStructTest {

    @ParameterizedTest
    @EnumSource(ParameterType.class)
    void knows_the_type_it_was_made_with(ParameterType type) {
        assertThat(ParameterValueStruct.of("Device.A", type, "").parameterType()).contains(type);
    }

    @Test
    void writes_base64_by_the_name_xml_schema_has() {
        assertThat(ParameterValueStruct.of("Device.A", ParameterType.BASE64, "").type())
                .isEqualTo("xsd:base64Binary");
    }

    @ParameterizedTest
    @CsvSource({"soap-enc:base64, BASE64", "xsd:Boolean, BOOLEAN", "vendor:int, INT"})
    void reads_types_by_their_local_name(String wire, ParameterType expected) {
        assertThat(new ParameterValueStruct("Device.A", wire, "").parameterType())
                .contains(expected);
    }

    @Test
    void leaves_other_types_to_their_text() {
        assertThat(new ParameterValueStruct("Device.A", "object", "").parameterType()).isEmpty();
    }
}
