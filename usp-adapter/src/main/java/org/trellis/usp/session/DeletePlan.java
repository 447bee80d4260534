package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Deleted;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;

/** One Delete (TR-369 6.1.4.3). */
final class DeletePlan implements CommandPlan {

    private static final String NO_SUCH_OBJECT = "7016";

    private final Operation.Delete delete;
    private final boolean repeated;

    /**
     * @param repeated sent before, perhaps with effect: what is gone was deleted by it
     */
    DeletePlan(Operation.Delete delete, boolean repeated) {
        this.delete = delete;
        this.repeated = repeated;
    }

    @Override
    public Step begin() {
        return new Step.Ask(
                new Request.Delete(
                        delete.allowPartial(),
                        delete.objects().stream().map(DeletePlan::object).toList()),
                false);
    }

    private static String object(PathExpression path) {
        String text = GetPlan.wire(path);
        return text.endsWith(".") ? text : text + ".";
    }

    @Override
    public Step answered(Response response) {
        if (!(response instanceof Response.DeleteResult(List<ObjectResult<Deleted>> results))) {
            return Results.unexpected();
        }
        List<ParameterPath> gone = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        boolean anything = false;
        for (ObjectResult<Deleted> result : results) {
            switch (result.outcome()) {
                case Success<Deleted>(Deleted deleted) -> {
                    anything = true;
                    deleted.objects().forEach(o -> ParameterPath.parse(o).ifPresent(gone::add));
                    deleted.faults()
                            .forEach(f -> errors.add(ErrorCodes.error(f.path(), f.fault())));
                }
                case Failure<Deleted>(Fault fault, var _) ->
                        errors.add(ErrorCodes.error(result.requestedPath(), fault));
            }
        }
        return end(anything, gone, errors);
    }

    private Step end(boolean anything, List<ParameterPath> gone, List<PathError> errors) {
        List<PathError> real =
                repeated
                        ? errors.stream()
                                .filter(e -> !e.sourceCode().equals(NO_SUCH_OBJECT))
                                .toList()
                        : errors;
        return Results.instances(Results.status(anything, real), List.of(), gone, real);
    }

    @Override
    public Step refused(ErrorMessage error) {
        List<PathError> errors = ErrorCodes.errors("", error);
        boolean gone =
                repeated && errors.stream().allMatch(e -> e.sourceCode().equals(NO_SUCH_OBJECT));
        return gone ? Results.done(CommandResult.done()) : Results.failed(errors);
    }
}
