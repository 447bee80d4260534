package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;

/**
 * Learns what a device has: its names, whether they can be written, its instances, and their values
 * with the types that the device itself uses.
 */
final class DiscoverPlan {

    private static final Set<String> JUST_ANSWERED =
            Set.of("GetParameterNames", "GetParameterValues");

    private final PlanContext context;

    DiscoverPlan(PlanContext context) {
        this.context = context;
    }

    Script<PlanOutcome> run(ParameterPath root) {
        boolean everything = root.text().equals("Device.");
        if (everything) {
            return names(List.of(context.translator().root().prefix()), Map.of(), List.of())
                    .then(found -> values(root, found));
        }
        PathExpression below = PathExpression.of(root);
        return switch (context.translator().toNativeReads(below)) {
            case Translated.Refused<List<PathExpression>>(var errors) ->
                    Script.done(PlanOutcome.failed(errors));
            case Translated.Ok<List<PathExpression>>(var reads) ->
                    Expander.expand(reads)
                            .then(expanded -> {
                                Set<String> objects = new LinkedHashSet<>();
                                expanded.values()
                                        .forEach(names ->
                                                names.stream()
                                                        .map(DiscoverPlan::object)
                                                        .forEach(objects::add));
                                return names(List.copyOf(objects), Map.of(), List.of());
                            })
                            .then(found -> values(root, found));
        };
    }

    private static String object(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    private record Known(Map<String, Boolean> writable, List<Answer> failures) {}

    private Script<Known> names(
            List<String> open, Map<String, Boolean> found, List<Answer> failures) {
        if (open.isEmpty()) {
            return Script.done(new Known(found, failures));
        }
        return Names.whole(open.getFirst())
                .then(names -> {
                    Map<String, Boolean> all = new LinkedHashMap<>(found);
                    all.putAll(names.writable());
                    List<Answer> failed = new ArrayList<>(failures);
                    names.failure().or(names::missed).ifPresent(failed::add);
                    return names(open.subList(1, open.size()), all, failed);
                });
    }

    private Script<PlanOutcome> values(ParameterPath root, Known found) {
        if (found.writable.isEmpty()) {
            PathError error =
                    found.failures.isEmpty()
                            ? PathError.of(
                                    root.text(),
                                    ErrorCode.INVALID_PATH,
                                    "the device has nothing there")
                            : found.failures.getFirst().error(root.text());
            return Script.done(PlanOutcome.failed(List.of(error)));
        }
        Set<String> parameters = new LinkedHashSet<>();
        found.writable.keySet().stream().filter(n -> !n.endsWith(".")).forEach(parameters::add);
        return new ValueReader(context.batchSize())
                .read(parameters)
                .then(read ->
                        isWhole(root, found)
                                ? rpcs().map(rpcs -> outcome(root, found, read, rpcs))
                                : Script.done(outcome(root, found, read, Set.of())));
    }

    /** A part of a model must not pass for the whole: all its like would be taken for that part. */
    private static boolean isWhole(ParameterPath root, Known found) {
        return root.text().equals("Device.") && found.failures.isEmpty();
    }

    /**
     * The RPC methods of TR-069 that the device says it has (A.3.1.1). Asked last, and not of one
     * that did not live through a discovery: with a session that ends here the answers before are
     * lost, and the careful discovery that follows does without. A list without the methods that
     * the device has just answered to tells nothing.
     */
    private Script<Set<String>> rpcs() {
        if (context.careful()) {
            return Script.done(Set.of());
        }
        return Script.ask(new GetRPCMethods())
                .map(answer ->
                        answer instanceof Answer.Response(GetRPCMethodsResponse methods)
                                        && methods.ofCpe().containsAll(JUST_ANSWERED)
                                ? methods.ofCpe()
                                : Set.of());
    }

    private PlanOutcome outcome(
            ParameterPath root, Known found, ValueReader.Read read, Set<String> rpcs) {
        SupportedModel model = model(found.writable, read.values(), rpcs);
        boolean whole = isWhole(root, found);
        ModelTranslator translator = whole ? context.translator().of(model) : context.translator();
        List<ObservedValue> values =
                translator.toCanonical(
                        read.values(),
                        path -> found.writable.getOrDefault(path, false),
                        context.at());
        List<PathError> errors = new ArrayList<>();
        // What the device does not have is no error beside what it has.
        found.failures.stream()
                .filter(f -> !ValueReader.Read.absent(f))
                .forEach(f -> errors.add(f.error(root.text())));
        read.failures()
                .forEach((name, failure) -> {
                    if (!ValueReader.Read.absent(failure)) {
                        errors.add(failure.error(canonical(name)));
                    }
                });
        List<ParameterPath> covered = errors.isEmpty() ? List.of(root) : List.of();
        return PlanOutcome.ended(
                values, covered, List.of(), errors, whole ? Optional.of(model) : Optional.empty());
    }

    private String canonical(String name) {
        return context.translator().toCanonicalPaths(name).stream()
                .findFirst()
                .map(ParameterPath::text)
                .orElse(name);
    }

    private SupportedModel model(
            Map<String, Boolean> writable, List<NativeValue> values, Set<String> rpcs) {
        Map<String, ParameterType> types = new LinkedHashMap<>();
        values.forEach(v -> types.put(v.path(), v.type()));
        Map<String, SupportedNode> nodes = new LinkedHashMap<>();
        writable.forEach((name, canWrite) ->
                ParameterPath.parse(name)
                        .ifPresent(path ->
                                nodes.merge(
                                        path.template(),
                                        node(path, canWrite, types),
                                        DiscoverPlan::wider)));
        return new SupportedModel(context.modelKey(), context.translator().root(), nodes, rpcs);
    }

    private static SupportedNode node(
            ParameterPath path, boolean writable, Map<String, ParameterType> types) {
        return path.isObject()
                ? new SupportedNode(path.template(), SupportedNode.Kind.OBJECT, writable, null)
                : new SupportedNode(
                        path.template(),
                        SupportedNode.Kind.PARAMETER,
                        writable,
                        types.get(path.text()));
    }

    /** Rows of one table may differ: what one of them allows, the model allows. */
    private static SupportedNode wider(SupportedNode a, SupportedNode b) {
        return new SupportedNode(
                a.template(),
                a.kind(),
                a.writable() || b.writable(),
                a.type() != null ? a.type() : b.type());
    }
}
