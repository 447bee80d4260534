package org.trellis.controller.store;

import java.util.Optional;
import org.trellis.model.SupportedModel;

/** What devices of one model and firmware support; shared by all of them. */
public interface ModelStore {

    Optional<SupportedModel> find(String key);

    void save(SupportedModel model);
}
