package org.trellis.controller.store.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.ModelStore;
import org.trellis.model.SupportedModel;

/** A map by key. */
final class MemoryModelStore implements ModelStore {

    private final Map<String, SupportedModel> models = new ConcurrentHashMap<>();

    @Override
    public Optional<SupportedModel> find(String key) {
        return Optional.ofNullable(models.get(key));
    }

    @Override
    public void save(SupportedModel model) {
        models.put(model.key(), model);
    }
}
