package org.trellis.model.capability;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.translate.Translators;

/** A device's twin, written by hand. */
final class TwinBuilder {

    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final Map<ParameterPath, Observation> values = new LinkedHashMap<>();
    private final Map<String, SupportedNode> nodes = new LinkedHashMap<>();
    private Instant now = NOON;
    private AccessPointUses uses = AccessPointUses.NONE;

    /** What follows was observed at another time. */
    TwinBuilder at(Instant time) {
        now = time;
        return this;
    }

    /** Name and text in turn, below an object. */
    TwinBuilder row(String object, String... namesAndTexts) {
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            value(object + namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return this;
    }

    TwinBuilder value(String path, String text) {
        return value(path, text, isWritable(path));
    }

    TwinBuilder value(String path, String text, boolean writable) {
        ParameterPath parsed = ParameterPath.of(path);
        boolean secret = Catalogue.canonical().isSecret(parsed);
        ParameterType type =
                Catalogue.canonical()
                        .node(parsed)
                        .flatMap(CatalogueNode::type)
                        .orElse(ParameterType.STRING);
        values.put(
                parsed,
                new Observation(
                        new ObservedValue(
                                parsed, type, text, writable, secret, path, Quality.REPORTED),
                        now));
        nodes.putIfAbsent(
                parsed.template(),
                new SupportedNode(parsed.template(), SupportedNode.Kind.PARAMETER, writable, type));
        return this;
    }

    private static boolean isWritable(String path) {
        return Catalogue.canonical()
                .node(ParameterPath.of(path))
                .map(n -> n.access().isWritable())
                .orElse(false);
    }

    /** Something that the device says it supports. */
    TwinBuilder supports(String... templates) {
        for (String template : templates) {
            SupportedNode.Kind kind =
                    template.endsWith("()")
                            ? SupportedNode.Kind.COMMAND
                            : template.endsWith("!")
                                    ? SupportedNode.Kind.EVENT
                                    : template.endsWith(".")
                                            ? SupportedNode.Kind.OBJECT
                                            : SupportedNode.Kind.PARAMETER;
            nodes.put(template, new SupportedNode(template, kind, true, null));
        }
        return this;
    }

    TwinBuilder uses(AccessPointUses known) {
        uses = known;
        return this;
    }

    List<Observation> values() {
        return new ArrayList<>(values.values());
    }

    Twin twin() {
        return Twin.of(values.values());
    }

    /** As one that told what it supports: all that it has values of, and what was added. */
    Snapshot usp() {
        return Snapshot.of(
                        twin(),
                        List.of(
                                EndpointSupport.usp(
                                        model(), Translators.shipped().of(DataModelRoot.TR_181))),
                        Catalogue.canonical())
                .with(uses);
    }

    /** As one that did not tell yet. */
    Snapshot undiscovered() {
        return Snapshot.of(twin(), List.of(), Catalogue.canonical()).with(uses);
    }

    SupportedModel model() {
        return new SupportedModel("test", DataModelRoot.TR_181, nodes);
    }

    static <T> T present(Optional<T> value) {
        return value.orElseThrow(() -> new AssertionError("absent"));
    }
}
