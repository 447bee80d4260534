package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.cwmp.message.DeleteObjectResponse;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.Operation;

/** Deletes rows, one by one; wildcards and searches are what the device has now. */
final class DeletePlan {

    private final PlanContext context;
    private final String parameterKey;
    private final boolean sentBefore;

    DeletePlan(PlanContext context, String parameterKey, boolean sentBefore) {
        this.context = context;
        this.parameterKey = parameterKey;
        this.sentBefore = sentBefore;
    }

    private record Gone(List<ParameterPath> rows, List<PathError> errors) {
        Gone row(ParameterPath row) {
            List<ParameterPath> all = new ArrayList<>(rows);
            all.add(row);
            return new Gone(all, errors);
        }

        Gone failed(List<PathError> more) {
            List<PathError> all = new ArrayList<>(errors);
            all.addAll(more);
            return new Gone(rows, all);
        }
    }

    Script<PlanOutcome> run(Operation.Delete delete) {
        List<PathExpression> objects =
                delete.objects().stream()
                        .map(o -> o.isPartial() ? o : PathExpression.of(o.text() + "."))
                        .toList();
        return rows(objects, Set.of(), List.of())
                .then(found ->
                        next(
                                found.errors.isEmpty() || delete.allowPartial()
                                        ? found.rows
                                        : List.of(),
                                delete.allowPartial(),
                                new Gone(List.of(), found.errors)))
                .map(DeletePlan::outcome);
    }

    private static PlanOutcome outcome(Gone gone) {
        return PlanOutcome.ended(List.of(), List.of(), gone.rows, gone.errors, Optional.empty());
    }

    private Script<Gone> rows(
            List<PathExpression> open, Set<ParameterPath> rows, List<PathError> errors) {
        if (open.isEmpty()) {
            return Script.done(new Gone(List.copyOf(rows), errors));
        }
        PathExpression first = open.getFirst();
        List<PathExpression> rest = open.subList(1, open.size());
        Optional<ParameterPath> concrete = first.concrete();
        if (concrete.isPresent()) {
            Set<ParameterPath> more = new LinkedHashSet<>(rows);
            more.add(concrete.get());
            return rows(rest, more, errors);
        }
        return new CanonicalReader(context)
                .read(List.of(first))
                .then(found -> {
                    int depth = first.segments().size();
                    Set<ParameterPath> more = new LinkedHashSet<>(rows);
                    for (ObservedValue value : found.values()) {
                        List<String> segments = value.path().segments();
                        more.add(
                                ParameterPath.of(
                                        String.join(".", segments.subList(0, depth)) + "."));
                    }
                    List<PathError> all = new ArrayList<>(errors);
                    all.addAll(found.errors());
                    return rows(rest, more, all);
                });
    }

    private Script<Gone> next(List<ParameterPath> open, boolean partial, Gone gone) {
        if (open.isEmpty() || (!partial && !gone.errors.isEmpty())) {
            return Script.done(gone);
        }
        ParameterPath row = open.getFirst();
        List<ParameterPath> rest = open.subList(1, open.size());
        return switch (context.translator().toNativeObject(row)) {
            case Translated.Refused<ParameterPath>(var errors) ->
                    next(rest, partial, gone.failed(errors));
            case Translated.Ok<ParameterPath>(var object) ->
                    Script.ask(new DeleteObject(object.text(), parameterKey))
                            .then(answer -> next(rest, partial, judge(row, answer, gone)));
        };
    }

    private Gone judge(ParameterPath row, Answer answer, Gone gone) {
        return switch (answer) {
            case Answer.Response(DeleteObjectResponse _) -> gone.row(row);
            case Answer.Failed(var fault)
                    when sentBefore && Faults.code(fault.code()) == ErrorCode.INVALID_PATH ->
                    gone.row(row);
            case Answer.Response _, Answer.Failed _, Answer.Skipped _, Answer.Wrong _ ->
                    gone.failed(List.of(answer.error(row.text())));
        };
    }
}
