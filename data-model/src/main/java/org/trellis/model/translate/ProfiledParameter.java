package org.trellis.model.translate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;

/** A parameter of a TR-181 device and the canonical one that it holds, by the rule of a profile. */
record ProfiledParameter(
        PathTemplate source,
        PathTemplate target,
        Formula formula,
        Conversion conversion,
        boolean writable,
        Row.Nodes nodes) {

    /**
     * @throws ProfileException if the rule does not fit the models
     */
    static ProfiledParameter of(ParameterRule rule, RuleCheck check) throws ProfileException {
        RulePlace place = RulePlace.of(rule);
        Row.Nodes nodes = check.nodes(rule, place);
        CatalogueNode target = Objects.requireNonNull(nodes.target());
        return new ProfiledParameter(
                place.source(),
                place.target(),
                Objects.requireNonNull(Formula.parse(place.instance())),
                RuleConversions.of(rule.value(), target),
                !rule.readOnly()
                        && target.access().isWritable()
                        && RuleConversions.isReversible(rule.value()),
                nodes);
    }

    boolean isSecret() {
        return Stream.of(nodes.source(), nodes.target())
                .anyMatch(node -> node != null && node.isSecret());
    }

    /**
     * Adds the write, or the error why there is none.
     *
     * @param path as it is asked for
     */
    void write(
            String nativePath,
            String path,
            String value,
            List<NativeValue> writes,
            List<PathError> errors) {
        if (!writable) {
            errors.add(PathError.of(path, ErrorCode.NOT_WRITABLE, "read-only on this device"));
            return;
        }
        Optional<String> text = syntax(nodes.target(), value).flatMap(conversion.toNative());
        Optional<String> form = text.flatMap(t -> syntax(nodes.source(), t));
        if (form.isEmpty()) {
            errors.add(
                    PathError.of(path, ErrorCode.INVALID_VALUE, "this device has no such value"));
            return;
        }
        ParameterType type =
                Optional.ofNullable(nodes.source())
                        .flatMap(CatalogueNode::type)
                        .orElse(ParameterType.STRING);
        writes.add(new NativeValue(nativePath, type, form.get()));
    }

    private static Optional<String> syntax(@Nullable CatalogueNode node, String text) {
        return node == null || node.syntax() == null
                ? Optional.of(text)
                : node.syntax().canonical(text);
    }

    /** Empty for what the rule does not understand, or the canonical parameter cannot have. */
    Optional<ObservedValue> observed(ParameterPath path, NativeValue value, boolean mayWrite) {
        CatalogueNode target = Objects.requireNonNull(nodes.target());
        return syntax(nodes.source(), value.text())
                .flatMap(said ->
                        conversion
                                .toCanonical()
                                .apply(said)
                                .flatMap(text -> syntax(target, text))
                                .map(meant ->
                                        new ObservedValue(
                                                path,
                                                target.type().orElse(ParameterType.STRING),
                                                meant,
                                                writable && mayWrite,
                                                target.isSecret(),
                                                value.path(),
                                                Reporting.isPossible(nodes, said, meant)
                                                        ? Quality.REPORTED
                                                        : Quality.RAW)));
    }
}
