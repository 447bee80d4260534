package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;

class ModelCodecTest {

    private static final String NODE = "Device.DeviceInfo.";

    private static final Map<String, SupportedNode> NODES =
            Map.of(NODE, new SupportedNode(NODE, SupportedNode.Kind.OBJECT, false, null));

    @Test
    void a_model_that_was_kept_before_devices_were_asked_for_their_rpcs_is_read() {
        BinaryOut old = new BinaryOut();
        old.text("acme");
        old.octet(Codes.of(DataModelRoot.TR_181));
        old.number(1);
        old.text(NODE, "");
        old.text(NODE, NODE);
        old.octet(Codes.of(SupportedNode.Kind.OBJECT));
        old.flag(false);
        old.octet(0);
        assertThat(ModelCodec.read(new BinaryIn(old.toBytes())))
                .isEqualTo(new SupportedModel("acme", DataModelRoot.TR_181, NODES));
    }

    @Test
    void a_model_keeps_its_rpcs() {
        SupportedModel model =
                new SupportedModel("acme", DataModelRoot.TR_181, NODES, Set.of("Reboot", "Upload"));
        BinaryOut out = new BinaryOut();
        ModelCodec.write(out, model);
        assertThat(ModelCodec.read(new BinaryIn(out.toBytes()))).isEqualTo(model);
    }
}
