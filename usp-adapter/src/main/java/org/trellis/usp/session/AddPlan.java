package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Operation.NewObject;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Created;
import org.trellis.usp.message.Response.Instance;
import org.trellis.usp.message.Response.InstancesResult;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;

/**
 * One Add (TR-369 6.1.4.1). Rows are tagged by their Alias where the agent has one; before it is
 * sent again, the rows that are there are looked through by Alias and unique keys.
 */
final class AddPlan implements CommandPlan {

    private static final String ALIAS = "Alias";

    private final Operation.Add add;
    private final DeviceContext context;
    private final String tag;
    private final boolean repeated;

    private final List<ParameterPath> found = new ArrayList<>();
    private List<Integer> missing = List.of();

    AddPlan(Operation.Add add, Lease lease) {
        this.add = add;
        this.context = lease.context();
        this.tag = lease.command().tag();
        this.repeated = lease.command().attempt() > 1;
    }

    @Override
    public Step begin() {
        missing = IntStream.range(0, add.objects().size()).boxed().toList();
        if (!repeated) {
            return send();
        }
        Set<String> tables = new LinkedHashSet<>();
        add.objects().forEach(o -> tables.add(o.object().text()));
        return new Step.Ask(new Request.GetInstances(List.copyOf(tables), true), false);
    }

    private Step send() {
        List<Request.ObjectSettings> objects = new ArrayList<>();
        for (int index : missing) {
            NewObject object = add.objects().get(index);
            List<Request.Setting> settings = new ArrayList<>();
            object.values()
                    .forEach((name, value) ->
                            settings.add(new Request.Setting(name, value, !add.allowPartial())));
            if (tagged(object)) {
                settings.add(new Request.Setting(ALIAS, alias(index), false));
            }
            objects.add(new Request.ObjectSettings(object.object().text(), settings));
        }
        return new Step.Ask(new Request.Add(add.allowPartial(), objects), false);
    }

    /** An agent whose data model is not known yet is asked all the same: it need not take it. */
    private boolean tagged(NewObject object) {
        return !object.values().containsKey(ALIAS)
                && (!context.model().isKnown()
                        || context.model()
                                .node(object.object().template() + "{i}." + ALIAS)
                                .filter(SupportedNode::writable)
                                .isPresent());
    }

    private String alias(int index) {
        return index == 0 ? tag : tag + "-" + index;
    }

    @Override
    public Step answered(Response response) {
        return switch (response) {
            case Response.Instances(List<InstancesResult> results) when repeated -> {
                List<Integer> left = new ArrayList<>();
                for (int index : missing) {
                    List<Instance> rows = rows(index, results);
                    Optional<ParameterPath> row = existing(index, rows);
                    if (row.isEmpty() && rows.stream().anyMatch(r -> mayBeIt(r, index))) {
                        yield untold(add.objects().get(index));
                    }
                    row.ifPresentOrElse(found::add, () -> left.add(index));
                }
                missing = left;
                yield left.isEmpty()
                        ? Results.instances(
                                Results.status(true, List.of()), List.of(), found, List.of())
                        : send();
            }
            case Response.AddResult(List<ObjectResult<Created>> results) -> added(results);
            default -> Results.unexpected();
        };
    }

    private List<Instance> rows(int index, List<InstancesResult> results) {
        String table = add.objects().get(index).object().text();
        return results.stream()
                .filter(r -> r.path().equals(table))
                .flatMap(r -> r.instances().stream())
                .toList();
    }

    private Optional<ParameterPath> existing(int index, List<Instance> rows) {
        return rows.stream()
                .filter(row -> isIt(row, index))
                .findFirst()
                .flatMap(row -> ParameterPath.parse(row.object()));
    }

    /** By its alias, or because every one of its unique keys is as we gave it. */
    private boolean isIt(Instance row, int index) {
        if (alias(index).equals(row.uniqueKeys().get(ALIAS))) {
            return true;
        }
        Map<String, String> given = add.objects().get(index).values();
        Map<String, String> keys = functionalKeys(row);
        return !keys.isEmpty()
                && keys.entrySet().stream()
                        .allMatch(k -> k.getValue().equals(given.get(k.getKey())));
    }

    /** A row without alias, and with no key that says that it is another one. */
    private boolean mayBeIt(Instance row, int index) {
        Map<String, String> given = add.objects().get(index).values();
        return !row.uniqueKeys().containsKey(ALIAS)
                && functionalKeys(row).entrySet().stream()
                        .allMatch(k ->
                                k.getValue().equals(given.getOrDefault(k.getKey(), k.getValue())));
    }

    private static Map<String, String> functionalKeys(Instance row) {
        Map<String, String> keys = new HashMap<>(row.uniqueKeys());
        keys.remove(ALIAS);
        return keys;
    }

    /** Sent again it would perhaps be there twice. */
    private static Step untold(NewObject object) {
        return Results.done(
                CommandResult.outcomeUnknown(
                        PathError.of(
                                object.object().text(),
                                ErrorCode.OUTCOME_UNKNOWN,
                                "it cannot be told whether one of the rows there is the new one")));
    }

    private Step added(List<ObjectResult<Created>> results) {
        List<ParameterPath> created = new ArrayList<>(found);
        CanonicalValues values = CanonicalValues.of(context);
        List<PathError> errors = new ArrayList<>();
        for (ObjectResult<Created> result : results) {
            switch (result.outcome()) {
                case Success<Created>(Created row) -> {
                    ParameterPath.parse(row.object()).ifPresent(created::add);
                    values.add(row.object(), row.uniqueKeys());
                    for (PathFault fault : row.faults()) {
                        if (!fault.path().equals(ALIAS)) {
                            errors.add(
                                    ErrorCodes.error(row.object() + fault.path(), fault.fault()));
                        }
                    }
                }
                case Failure<Created>(Fault fault, var _) ->
                        errors.add(ErrorCodes.error(result.requestedPath(), fault));
            }
        }
        return Results.instances(
                Results.status(!created.isEmpty(), errors), values.list(), created, errors);
    }

    @Override
    public Step refused(ErrorMessage error) {
        if (missing.size() == add.objects().size() && found.isEmpty()) {
            return Results.failed(ErrorCodes.errors("", error));
        }
        List<PathError> errors = ErrorCodes.errors("", error);
        return Results.instances(
                Results.status(!found.isEmpty(), errors), List.of(), found, errors);
    }
}
