package org.trellis.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What devices of one model and firmware support, as they said themselves. Shared by all of them;
 * instances are not part of it.
 *
 * @param key manufacturer, product class, firmware and root, joined; empty for {@link #UNKNOWN}
 * @param nodes by native template path
 * @param rpcs the RPC methods that a CWMP device says it has, by their names (TR-069 A.3.1.1);
 *     empty if it did not tell
 */
public record SupportedModel(
        String key, DataModelRoot root, Map<String, SupportedNode> nodes, Set<String> rpcs) {

    /** Nothing discovered yet. */
    public static final SupportedModel UNKNOWN =
            new SupportedModel("", DataModelRoot.TR_181, Map.of());

    public SupportedModel {
        Objects.requireNonNull(key);
        Objects.requireNonNull(root);
        nodes = Map.copyOf(nodes);
        rpcs = Set.copyOf(rpcs);
    }

    /** Of a device that tells of no RPC methods. */
    public SupportedModel(String key, DataModelRoot root, Map<String, SupportedNode> nodes) {
        this(key, root, nodes, Set.of());
    }

    public boolean isKnown() {
        return !key.isEmpty();
    }

    public Optional<SupportedNode> node(String template) {
        return Optional.ofNullable(nodes.get(template));
    }

    /** Of a device that did not tell, nothing can be denied: it answers when it is asked. */
    public boolean mayHaveRpc(String method) {
        return rpcs.isEmpty() || rpcs.contains(method);
    }
}
