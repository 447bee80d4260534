package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.Response.Updated;
import org.trellis.usp.message.Response.UpdatedInstance;

/** One Set, its parameters grouped by object (TR-369 6.1.4.2). */
final class SetPlan implements CommandPlan {

    private final Operation.Set set;
    private final DeviceContext context;

    SetPlan(Operation.Set set, DeviceContext context) {
        this.set = set;
        this.context = context;
    }

    @Override
    public Step begin() {
        return switch (new Renamed(context).writes(set.values())) {
            case Translated.Ok<Map<PathExpression, String>>(Map<PathExpression, String> natives) ->
                    begin(natives);
            case Translated.Refused<Map<PathExpression, String>>(List<PathError> errors) ->
                    Results.failed(errors);
        };
    }

    private Step begin(Map<PathExpression, String> natives) {
        Map<String, List<Request.Setting>> byObject = new LinkedHashMap<>();
        List<PathError> errors = new ArrayList<>();
        natives.forEach((path, value) -> {
            String text = GetPlan.wire(path);
            int name = text.lastIndexOf('.') + 1;
            if (name == 0 || name == text.length() || text.endsWith(")")) {
                errors.add(PathError.of(text, ErrorCode.INVALID_PATH, "not a parameter"));
                return;
            }
            byObject.computeIfAbsent(text.substring(0, name), _ -> new ArrayList<>())
                    .add(new Request.Setting(text.substring(name), value, !set.allowPartial()));
        });
        if (!errors.isEmpty()) {
            return Results.failed(errors);
        }
        return new Step.Ask(
                new Request.Set(
                        set.allowPartial(),
                        byObject.entrySet().stream()
                                .map(e -> new Request.ObjectSettings(e.getKey(), e.getValue()))
                                .toList()),
                false);
    }

    @Override
    public Step answered(Response response) {
        if (!(response instanceof Response.SetResult(List<ObjectResult<Updated>> results))) {
            return Results.unexpected();
        }
        CanonicalValues values = CanonicalValues.of(context);
        List<PathError> errors = new ArrayList<>();
        boolean anything = false;
        for (ObjectResult<Updated> result : results) {
            switch (result.outcome()) {
                case Success<Updated>(Updated updated) -> {
                    anything |= updated.instances().isEmpty();
                    for (UpdatedInstance instance : updated.instances()) {
                        anything |= !instance.parameters().isEmpty();
                        values.add(instance.object(), instance.parameters());
                        for (PathFault fault : instance.faults()) {
                            errors.add(
                                    ErrorCodes.error(
                                            instance.object() + fault.path(), fault.fault()));
                        }
                    }
                }
                case Failure<Updated>(Fault fault, List<PathFault> details) -> {
                    if (details.isEmpty()) {
                        errors.add(ErrorCodes.error(result.requestedPath(), fault));
                    }
                    details.forEach(d -> errors.add(ErrorCodes.error(d.path(), d.fault())));
                }
            }
        }
        return Results.values(
                Results.status(anything, errors),
                values.list().stream().map(SetPlan::unconfirmed).toList(),
                List.of(),
                errors);
    }

    /** Accepted is not yet read back. */
    static ObservedValue unconfirmed(ObservedValue value) {
        return new ObservedValue(
                value.path(),
                value.type(),
                value.text(),
                true,
                value.secret(),
                value.sourcePath(),
                value.quality() == Quality.REPORTED ? Quality.UNCONFIRMED : value.quality());
    }

    @Override
    public Step refused(ErrorMessage error) {
        return Results.failed(ErrorCodes.errors("", error));
    }
}
