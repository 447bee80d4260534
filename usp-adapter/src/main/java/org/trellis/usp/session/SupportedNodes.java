package org.trellis.usp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ParameterPath;
import org.trellis.model.SupportedNode;
import org.trellis.model.SupportedNode.Kind;
import org.trellis.usp.message.Response.SupportedDmResult;
import org.trellis.usp.message.SupportedObject;

/** What GetSupportedDM says, as nodes by template. */
final class SupportedNodes {

    private static final String ROW = "{i}.";

    /** More than any data model has; an agent cannot make us keep more. */
    private static final int MAX_NODES = 50_000;

    private final Map<String, SupportedNode> nodes = new HashMap<>();

    SupportedNodes(List<SupportedDmResult> results) {
        results.forEach(r -> r.objects().forEach(this::add));
    }

    Map<String, SupportedNode> map() {
        return nodes;
    }

    /** A path in supported notation: {@code {i}} for instances. */
    static String template(ParameterPath path) {
        return path.template();
    }

    private void add(SupportedObject object) {
        String path = object.path();
        // a table takes new rows, a row can be deleted
        if (object.multiInstance() && path.endsWith(ROW)) {
            put(path.substring(0, path.length() - ROW.length()), Kind.OBJECT, object.canAdd());
            put(path, Kind.OBJECT, object.canDelete());
        } else {
            put(path, Kind.OBJECT, object.canAdd());
        }
        for (SupportedObject.Parameter parameter : object.parameters()) {
            put(
                    new SupportedNode(
                            path + parameter.name(),
                            Kind.PARAMETER,
                            parameter.writable(),
                            parameter.type().orElse(null)));
        }
        object.commands().forEach(c -> put(path + c.name(), Kind.COMMAND, false));
        object.events().forEach(e -> put(path + e.name(), Kind.EVENT, false));
    }

    private void put(String template, Kind kind, boolean writable) {
        put(new SupportedNode(template, kind, writable, null));
    }

    private void put(SupportedNode node) {
        if (nodes.size() < MAX_NODES) {
            nodes.put(node.template(), node);
        }
    }
}
