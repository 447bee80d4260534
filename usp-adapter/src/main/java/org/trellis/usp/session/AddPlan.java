package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
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
    private final SupportedModel model;
    private final String tag;
    private final boolean repeated;

    private final List<ParameterPath> found = new ArrayList<>();
    private List<Integer> missing = List.of();

    AddPlan(Operation.Add add, Lease lease) {
        this.add = add;
        this.model = lease.context().model();
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

    private boolean tagged(NewObject object) {
        return !object.values().containsKey(ALIAS)
                && model.node(object.object().template() + "{i}." + ALIAS)
                        .filter(SupportedNode::writable)
                        .isPresent();
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
                    Optional<ParameterPath> row = existing(index, results);
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

    private Optional<ParameterPath> existing(int index, List<InstancesResult> results) {
        NewObject object = add.objects().get(index);
        return results.stream()
                .filter(r -> r.path().equals(object.object().text()))
                .flatMap(r -> r.instances().stream())
                .filter(i -> isIt(i, object, alias(index)))
                .findFirst()
                .flatMap(i -> ParameterPath.parse(i.object()));
    }

    private static boolean isIt(Instance row, NewObject object, String alias) {
        Map<String, String> keys = row.uniqueKeys();
        if (alias.equals(keys.get(ALIAS))) {
            return true;
        }
        boolean asGiven = false;
        for (Map.Entry<String, String> key : keys.entrySet()) {
            String given = object.values().get(key.getKey());
            if (given == null) {
                continue;
            }
            if (!given.equals(key.getValue())) {
                return false;
            }
            asGiven = true;
        }
        return asGiven;
    }

    private Step added(List<ObjectResult<Created>> results) {
        List<ParameterPath> created = new ArrayList<>(found);
        CanonicalValues values = new CanonicalValues(model);
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
