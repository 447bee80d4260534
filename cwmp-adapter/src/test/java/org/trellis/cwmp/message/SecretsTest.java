package org.trellis.cwmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message ends up in a log sooner or later. */
class SecretsTest {

    @Test
    void keeps_values_out_of_the_text_of_a_message() {
        Envelope envelope =
                Envelope.of(
                        CwmpNamespace.CWMP_1_0,
                        Optional.of("1"),
                        new GetParameterValuesResponse(
                                List.of(
                                        new ParameterValueStruct(
                                                "Device.ManagementServer.Password",
                                                "xsd:string",
                                                "hunter2"))));

        assertThat(envelope.toString())
                .contains("Device.ManagementServer.Password")
                .doesNotContain("hunter2");
    }

    @Test
    void keeps_logins_and_token_urls_out_of_the_text_of_a_transfer() {
        FileLocation location = new FileLocation("http://h/t0ken", "user", "hunter2");

        assertThat(new Download("k", "1 Firmware Upgrade Image", location, 1, "", 0).toString())
                .doesNotContain("hunter2", "t0ken");
        assertThat(new OperationStruct.Install(location, "", "").toString())
                .doesNotContain("hunter2", "t0ken");
    }
}
