package org.trellis.usp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.RequestedPath;
import org.trellis.usp.message.Response.SupportedDmResult;

/**
 * GetSupportedDM, then the values of what is supported, a few top-level objects at a time: the
 * whole tree can be megabytes (TR-369 R-GET.5).
 */
final class DiscoverPlan implements CommandPlan {

    private static final int OBJECTS_AT_ONCE = 6;

    private final Operation.Discover discover;
    private final DeviceContext context;

    private final Deque<String> toRead = new ArrayDeque<>();
    private final List<RequestedPath> read = new ArrayList<>();
    private final List<PathError> errors = new ArrayList<>();
    private Optional<SupportedModel> model = Optional.empty();

    DiscoverPlan(Operation.Discover discover, DeviceContext context) {
        this.discover = discover;
        this.context = context;
    }

    @Override
    public Step begin() {
        return new Step.Ask(
                new Request.GetSupportedDm(
                        List.of(SupportedNodes.template(discover.root())),
                        false,
                        true,
                        true,
                        true,
                        true),
                true);
    }

    @Override
    public Step answered(Response response) {
        switch (response) {
            case Response.SupportedDm(List<SupportedDmResult> results) -> {
                for (SupportedDmResult result : results) {
                    result.fault().ifPresent(f -> errors.add(ErrorCodes.error(result.path(), f)));
                }
                if (!errors.isEmpty()) {
                    return Results.failed(errors);
                }
                SupportedNodes nodes = new SupportedNodes(results);
                model = Optional.of(new SupportedModel("", DataModelRoot.TR_181, nodes.map()));
                toRead.addAll(objects(nodes));
            }
            case Response.GetResult(List<RequestedPath> results) -> read.addAll(results);
            default -> {
                return Results.unexpected();
            }
        }
        return next();
    }

    private Step next() {
        if (toRead.isEmpty()) {
            return end();
        }
        List<String> page = new ArrayList<>();
        while (page.size() < OBJECTS_AT_ONCE && !toRead.isEmpty()) {
            page.add(toRead.poll());
        }
        return new Step.Ask(new Request.Get(page, 0), true);
    }

    /** The top-level objects below the root, and the root's own parameters. */
    private List<String> objects(SupportedNodes nodes) {
        String root = discover.root().text();
        Set<String> objects = new LinkedHashSet<>();
        if (!root.equals(DataModelRoot.TR_181.prefix())) {
            objects.add(root);
            return List.copyOf(objects);
        }
        for (String template : nodes.map().keySet().stream().sorted().toList()) {
            int dot = template.indexOf('.', root.length());
            String top = dot < 0 ? template : template.substring(0, dot + 1);
            if (top.startsWith(root)
                    && top.length() > root.length()
                    && !top.endsWith(")")
                    && !top.endsWith("!")) {
                objects.add(top);
            }
        }
        return List.copyOf(objects);
    }

    private Step end() {
        SupportedModel found = model.orElse(new SupportedModel("", DataModelRoot.TR_181, Map.of()));
        // named so that values are typed by what was just learnt
        SupportedModel learnt = new SupportedModel("found", found.root(), found.nodes());
        CanonicalValues values = new CanonicalValues(learnt, context.translator().of(learnt));
        List<ParameterPath> covered = new ArrayList<>();
        for (RequestedPath result : read) {
            result.fault().ifPresent(f -> errors.add(ErrorCodes.error(result.path(), f)));
            result.resolved().forEach(r -> values.add(r.object(), r.parameters()));
            if (result.fault().isEmpty()) {
                ParameterPath.parse(result.path())
                        .filter(ParameterPath::isObject)
                        .ifPresent(covered::add);
            }
        }
        List<ObservedValue> list = values.list();
        return Results.done(
                new CommandResult(
                        Results.status(model.isPresent(), errors),
                        list,
                        covered,
                        List.of(),
                        Map.of(),
                        errors,
                        model.flatMap(m -> named(m, list))));
    }

    /** Empty where it would be taken for more than it is: a part of a model, or nobody's. */
    private Optional<SupportedModel> named(SupportedModel found, List<ObservedValue> values) {
        DeviceIdentity identity =
                Identities.of(name ->
                        values.stream()
                                .filter(v -> v.path().text().equals(Identities.path(name)))
                                .map(ObservedValue::text)
                                .findFirst()
                                .or(() ->
                                        context.twin()
                                                .text(ParameterPath.of(Identities.path(name)))));
        Map<String, SupportedNode> nodes = new HashMap<>(context.model().nodes());
        boolean whole = discover.root().text().equals(DataModelRoot.TR_181.prefix());
        if (whole) {
            nodes.clear();
        }
        nodes.putAll(found.nodes());
        boolean anybody = identity.manufacturer().isEmpty() && identity.productClass().isEmpty();
        return anybody || (!whole && !context.model().isKnown())
                ? Optional.empty()
                : Optional.of(
                        new SupportedModel(
                                identity.modelKey(DataModelRoot.TR_181),
                                DataModelRoot.TR_181,
                                nodes));
    }

    @Override
    public Step refused(ErrorMessage error) {
        errors.addAll(ErrorCodes.errors(discover.root().text(), error));
        // a page that fails does not void the others
        return model.isPresent() ? next() : Results.failed(errors);
    }
}
