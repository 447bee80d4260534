package org.trellis.controller.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.core.Twins.Support;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.support.DeviceSupport.Answer;
import org.trellis.model.catalogue.CatalogueNode;

/** What a device has of the canonical model, by what its endpoints said in their own. */
final class DeviceSchema {

    private final List<Support> supports;

    DeviceSchema(List<Support> supports) {
        this.supports = List.copyOf(supports);
    }

    SchemaView view(CatalogueNode node) {
        if (supports.isEmpty()) {
            return SchemaView.of(node, null, null);
        }
        Optional<SupportedNode> had =
                supports.stream().flatMap(s -> had(s, node).stream()).findFirst();
        @Nullable Boolean writable = had.map(SupportedNode::writable).orElse(null);
        return SchemaView.of(node, had.isPresent() || does(node), writable);
    }

    /** Over CWMP commands and events are no nodes. */
    private boolean does(CatalogueNode node) {
        return switch (node.kind()) {
            case COMMAND, EVENT ->
                    supports.stream()
                            .anyMatch(s -> s.canonical().has(node.template()) == Answer.YES);
            case OBJECT, PARAMETER -> false;
        };
    }

    /** The nodes that TR-181 endpoints have beyond the catalogue. */
    List<SupportedNode> ofDevice() {
        return supports.stream()
                .filter(s -> s.model().root() == DataModelRoot.TR_181)
                .flatMap(s -> s.model().nodes().values().stream())
                .toList();
    }

    private static Optional<SupportedNode> had(Support support, CatalogueNode node) {
        if (support.model().root() == DataModelRoot.TR_181) {
            Optional<SupportedNode> same = support.model().node(node.template());
            if (same.isPresent()) {
                return same;
            }
        }
        // arguments of commands are nodes of the model, and no values that a device could have
        return node.kind() == SupportedNode.Kind.PARAMETER
                ? support.canonical().node(node.template())
                : Optional.empty();
    }
}
