package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.RequestedPath;
import org.trellis.usp.message.Response.ResolvedPath;

/** One Get; wildcards and searches are the agent's to resolve (TR-369 6.1.3.1). */
final class GetPlan implements CommandPlan {

    private final Operation.Get get;
    private final DeviceContext context;

    GetPlan(Operation.Get get, DeviceContext context) {
        this.get = get;
        this.context = context;
    }

    @Override
    public Step begin() {
        Renamed renamed = new Renamed(context);
        List<String> paths =
                get.paths().stream()
                        .flatMap(p -> renamed.reads(p).stream())
                        .map(GetPlan::wire)
                        .distinct()
                        .toList();
        return new Step.Ask(
                new Request.Get(paths, 0), paths.stream().anyMatch(p -> p.equals("Device.")));
    }

    /** USP knows {@code *}, not {@code {i}}, in what is instantiated (TR-369 2.5.1). */
    static String wire(PathExpression path) {
        return path.text().replace("{i}", "*");
    }

    @Override
    public Step answered(Response response) {
        if (!(response instanceof Response.GetResult(List<RequestedPath> results))) {
            return Results.unexpected();
        }
        CanonicalValues values = CanonicalValues.of(context);
        Set<ParameterPath> covered = new TreeSet<>();
        List<PathError> errors = new ArrayList<>();
        boolean anything = false;
        for (RequestedPath result : results) {
            result.fault().ifPresent(f -> errors.add(ErrorCodes.error(result.path(), f)));
            anything |= result.fault().isEmpty();
            for (ResolvedPath resolved : result.resolved()) {
                values.add(resolved.object(), resolved.parameters());
            }
            if (result.fault().isEmpty()) {
                covered.addAll(covered(result));
            }
        }
        return Results.values(
                Results.status(anything, errors), values.list(), List.copyOf(covered), errors);
    }

    /** The objects that a partial path has read whole. */
    private static List<ParameterPath> covered(RequestedPath result) {
        if (!result.path().endsWith(".")) {
            return List.of();
        }
        var concrete = ParameterPath.parse(result.path());
        if (concrete.isPresent()) {
            return List.of(concrete.get());
        }
        return PathExpression.parse(result.path())
                .map(expression ->
                        result.resolved().stream()
                                .flatMap(r -> within(expression, r.object()))
                                .distinct()
                                .toList())
                .orElse(List.of());
    }

    /** The object that the expression stands for, of which the resolved one may be a sub-object. */
    private static Stream<ParameterPath> within(PathExpression expression, String resolved) {
        return ParameterPath.parse(resolved).filter(ParameterPath::isObject).stream()
                .filter(expression::covers)
                .map(object ->
                        ParameterPath.of(
                                String.join(
                                                ".",
                                                object.segments()
                                                        .subList(0, expression.segments().size()))
                                        + "."));
    }

    @Override
    public Step refused(ErrorMessage error) {
        return Results.failed(ErrorCodes.errors("", error));
    }
}
