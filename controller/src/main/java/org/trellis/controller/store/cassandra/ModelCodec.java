package org.trellis.controller.store.cassandra;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;

/** The blob of a support map: nodes in order, each template as what differs from the one before. */
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
        return new SupportedModel(key, root, nodes);
    }

    private static @Nullable ParameterType type(int code) {
        return code == NO_TYPE ? null : Codes.type(code);
    }
}
