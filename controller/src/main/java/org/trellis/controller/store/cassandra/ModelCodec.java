package org.trellis.controller.store.cassandra;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;

/**
 * The blob of a support map: nodes in order, each template as what differs from the one before, and
 * the RPC methods. These came later: what was written before ends without them, and who read it
 * then stops before them. So a model is the last thing in its blob.
 */
final class ModelCodec {

    private static final int NO_TYPE = 0;

    private ModelCodec() {}

    static void write(BinaryOut out, SupportedModel model) {
        out.text(model.key());
        out.octet(Codes.of(model.root()));
        out.number(model.nodes().size());
        String before = "";
        for (var e : new TreeMap<>(model.nodes()).entrySet()) {
            SupportedNode node = e.getValue();
            ParameterType type = node.type();
            out.text(e.getKey(), before);
            out.text(node.template(), e.getKey());
            out.octet(Codes.of(node.kind()));
            out.flag(node.writable());
            out.octet(type == null ? NO_TYPE : Codes.of(type));
            before = e.getKey();
        }
        out.list(new TreeSet<>(model.rpcs()), BinaryOut::text);
    }

    static SupportedModel read(BinaryIn in) {
        String key = in.text();
        var root = Codes.root(in.octet());
        int count = in.size();
        Map<String, SupportedNode> nodes = HashMap.newHashMap(count);
        String name = "";
        for (int i = 0; i < count; i++) {
            name = in.text(name);
            String template = in.text(name);
            SupportedNode.Kind kind = Codes.kind(in.octet());
            nodes.put(name, new SupportedNode(template, kind, in.flag(), type(in.octet())));
        }
        Set<String> rpcs = in.atEnd() ? Set.of() : new HashSet<>(in.list(BinaryIn::text));
        return new SupportedModel(key, root, nodes, rpcs);
    }

    private static @Nullable ParameterType type(int code) {
        return code == NO_TYPE ? null : Codes.type(code);
    }
}
