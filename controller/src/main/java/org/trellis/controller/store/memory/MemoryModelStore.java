package org.trellis.controller.store.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.ModelStore;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.TenantId;

/** A map by tenant and key. */
final class MemoryModelStore implements ModelStore {

    private record Key(TenantId tenant, String key) {}

    private final Map<Key, SupportedModel> models = new ConcurrentHashMap<>();

    @Override
    public Optional<SupportedModel> find(TenantId tenant, String key) {
        return Optional.ofNullable(models.get(new Key(tenant, key)));
    }

    @Override
    public void save(TenantId tenant, SupportedModel model) {
        models.put(new Key(tenant, model.key()), model);
    }
}
