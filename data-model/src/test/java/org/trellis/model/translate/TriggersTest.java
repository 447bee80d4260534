package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

class TriggersTest {

    private static final String WAN = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.2.";

    private final ModelTranslator tr181 = Translators.shipped().of(DataModelRoot.TR_181);
    private final ModelTranslator tr098 = Translators.shipped().of(DataModelRoot.TR_098);

    private static Translated<List<NativeValue>> writes(String path) {
        return new Translated.Ok<>(List.of(new NativeValue(path, ParameterType.BOOLEAN, "true")));
    }

    @Test
    void a_command_that_cwmp_knows_as_a_parameter_is_done_by_writing_true() {
        assertThat(tr181.toTrigger(ParameterPath.of("Device.IP.Interface.1.Reset()")))
                .isEqualTo(writes("Device.IP.Interface.1.Reset"));
        assertThat(tr181.toTrigger(ParameterPath.of("Device.DHCPv4.Client.2.Renew()")))
                .isEqualTo(writes("Device.DHCPv4.Client.2.Renew"));
    }

    @Test
    void a_connection_of_tr098_is_reset_by_its_own_parameter() {
        ParameterPath row =
                tr098.toCanonicalObject(ParameterPath.of(WAN + "WANIPConnection.3."))
                        .filter(p -> p.text().startsWith("Device.IP.Interface."))
                        .orElseThrow();
        assertThat(tr098.toTrigger(row.child("Reset()")))
                .isEqualTo(writes(WAN + "WANIPConnection.3.Reset"));
    }

    @Test
    void true_is_never_written_to_a_trigger_that_carries_a_value() {
        for (CatalogueNode node : Catalogue.canonical().nodes()) {
            if (node.isTrigger()
                    && node.valueSyntax().orElseThrow().type() != ParameterType.BOOLEAN) {
                String command = node.template().replace("{i}", "1") + "()";
                assertThat(tr181.toTrigger(ParameterPath.of(command)))
                        .as(command)
                        .isInstanceOf(Translated.Refused.class);
            }
        }
    }

    @Test
    void anything_else_is_refused() {
        for (ModelTranslator translator : List.of(tr181, tr098)) {
            for (String command :
                    List.of("Device.IP.Diagnostics.IPPing()", "Device.IP.Interface.1.Enable()")) {
                Translated<List<NativeValue>> answer =
                        translator.toTrigger(ParameterPath.of(command));
                assertThat(
                                answer instanceof Translated.Refused<List<NativeValue>>(var errors)
                                        && errors.getFirst().code() == ErrorCode.NOT_SUPPORTED)
                        .as(command)
                        .isTrue();
            }
        }
        assertThat(tr181.toTrigger(ParameterPath.of("Device.IP.Interface.1.Reset")))
                .isInstanceOf(Translated.Refused.class);
    }
}
