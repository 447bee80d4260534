package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.TenantId;

/** What every {@link ModelStore} promises. */
public interface ModelStoreContract {

    ModelStore models();

    @Test
    default void keeps_a_large_model() {
        Map<String, SupportedNode> nodes = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            String object = "Device.X_ACME_Table" + i % 50 + ".{i}.";
            nodes.put(object, new SupportedNode(object, SupportedNode.Kind.OBJECT, true, null));
            String path = object + "Parameter" + i;
            nodes.put(
                    path,
                    new SupportedNode(
                            path,
                            SupportedNode.Kind.PARAMETER,
                            i % 2 == 0,
                            i % 3 == 0 ? null : ParameterType.DATE_TIME));
        }
        String key = "Acme|HG100|" + UUID.randomUUID();
        SupportedModel model =
                new SupportedModel(
                        key, DataModelRoot.TR_098, nodes, Set.of("GetRPCMethods", "Download"));
        TenantId tenant = Samples.tenant();
        models().save(tenant, model);
        assertThat(models().find(tenant, key)).contains(model);
        assertThat(models().find(tenant, key + "x")).isEmpty();
        assertThat(models().find(Samples.tenant(), key)).isEmpty();
    }
}
