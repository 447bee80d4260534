package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.southbound.DeviceContext;

/** What an agent says of parameters, typed by its own data model, else by the catalogue. */
final class CanonicalValues {

    private final SupportedModel model;
    private final ModelTranslator translator;
    private final List<NativeValue> report = new ArrayList<>();

    static CanonicalValues of(DeviceContext context) {
        return new CanonicalValues(context.model(), context.translator());
    }

    CanonicalValues(SupportedModel model, ModelTranslator translator) {
        this.model = model;
        this.translator = translator;
    }

    /**
     * @param parameters by path relative to the object
     */
    CanonicalValues add(String object, Map<String, String> parameters) {
        parameters.forEach((name, text) -> add(object + name, text));
        return this;
    }

    CanonicalValues add(String path, String text) {
        report.add(
                new NativeValue(
                        path,
                        node(path)
                                .flatMap(n -> Optional.ofNullable(n.type()))
                                .orElse(ParameterType.STRING),
                        text));
        return this;
    }

    /** Ordered by path. */
    List<ObservedValue> list() {
        return translator
                .toCanonical(report, path -> node(path).map(SupportedNode::writable).orElse(false))
                .stream()
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
    }

    private Optional<SupportedNode> node(String path) {
        return model.isKnown()
                ? ParameterPath.parse(path).flatMap(p -> model.node(p.template()))
                : Optional.empty();
    }
}
