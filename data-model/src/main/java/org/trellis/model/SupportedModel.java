package org.trellis.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What devices of one model and firmware support, as they said themselves. Shared by all of them;
 * instances are not part of it.
 *
 * @param key manufacturer, product class, firmware and root, joined; empty for {@link #UNKNOWN}
 * @param nodes by native template path
 */
public record SupportedModel(String key, DataModelRoot root, Map<String, SupportedNode> nodes) {

    /** Nothing discovered yet. */
    public static final SupportedModel UNKNOWN =
            new SupportedModel("", DataModelRoot.TR_181, Map.of());

    public SupportedModel {
        Objects.requireNonNull(key);
        Objects.requireNonNull(root);
        nodes = Map.copyOf(nodes);
    }

    public boolean isKnown() {
        return !key.isEmpty();
    }

    public Optional<SupportedNode> node(String template) {
        return Optional.ofNullable(nodes.get(template));
    }
}
