package org.trellis.controller.store;

import java.util.Optional;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.TenantId;

/** What devices of one model and firmware support; shared by all of a tenant. */
public interface ModelStore {

    Optional<SupportedModel> find(TenantId tenant, String key);

    void save(TenantId tenant, SupportedModel model);
}
