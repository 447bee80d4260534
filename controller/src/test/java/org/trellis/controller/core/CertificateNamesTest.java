package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;

class CertificateNamesTest {

    @ParameterizedTest
    @CsvSource({
        "0014A5-S1, true",
        "0014A5-HG100-S1, true",
        "0014A5-%53%31, true",
        "0014A5-S2, false",
        "0014A6-S1, false",
        "0014A5-HG200-S1, false",
        "S1, false",
        "100%, false"
    })
    void a_cpe_is_named_by_its_oui_and_serial_number(String name, boolean holds) {
        assertThat(CertificateNames.holds(name, Node.cwmp(principal(name), "S1"))).isEqualTo(holds);
    }

    @Test
    void an_agent_is_named_by_its_endpoint_id_alone() {
        Hello hello = Node.usp(principal("x"), "mqtt", "S1", Optional.of(Node.identity("S1")));
        assertThat(CertificateNames.holds("os::0014A5-S1", hello)).isTrue();
        assertThat(CertificateNames.holds("0014A5-S1", hello)).isFalse();
    }

    private static Principal principal(String name) {
        return new Principal(Principal.Kind.CERTIFICATE, name, TenantId.DEFAULT);
    }
}
