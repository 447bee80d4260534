package org.trellis.cwmp.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.command.DiagnosticTest;
import org.trellis.model.translate.command.DiagnosticsState;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Report;

/**
 * Finds out what became of the tests that a device was asked for. Event {@code 8 DIAGNOSTICS
 * COMPLETE} does not say which has ended, and gets lost when a device restarts (TR-069 3.7.1.5): in
 * every session the states of those that are under way are read, and results of none but those that
 * have ended.
 */
final class TestResults {

    private final PlanContext context;
    private final Optional<String> parameterKey;

    private TestResults(PlanContext context, Optional<String> parameterKey) {
        this.context = context;
        this.parameterKey = parameterKey;
    }

    /** Empty if no test is under way. */
    static Optional<Script<PlanOutcome.Learnt>> due(SessionState state, PlanContext context) {
        List<PendingTest> pending = PendingTest.all(context.device().settings());
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> key =
                state.inform()
                        .value(
                                context.translator().root().prefix()
                                        + "ManagementServer.ParameterKey");
        return Optional.of(new TestResults(context, key).collect(pending));
    }

    private Script<PlanOutcome.Learnt> collect(List<PendingTest> pending) {
        Map<PendingTest, DiagnosticTest> known = new LinkedHashMap<>();
        Map<String, String> unknown = new HashMap<>();
        for (PendingTest each : pending) {
            ParameterPath.parse(DiagnosticTest.command(each.kind()))
                    .flatMap(context.translator().commands()::diagnostic)
                    .ifPresentOrElse(
                            test -> known.put(each, test), () -> unknown.putAll(each.forgotten()));
        }
        PlanOutcome.Learnt first = new PlanOutcome.Learnt(List.of(), unknown);
        if (known.isEmpty()) {
            return Script.done(first);
        }
        List<PathExpression> states =
                known.values().stream().map(t -> PathExpression.of(t.state().text())).toList();
        return new CanonicalReader(context)
                .read(states)
                .then(found -> {
                    Map<ParameterPath, String> texts = new HashMap<>();
                    found.values().forEach(v -> texts.put(v.path(), v.text()));
                    Script<PlanOutcome.Learnt> all = Script.done(first);
                    for (Map.Entry<PendingTest, DiagnosticTest> each : known.entrySet()) {
                        Optional<String> state =
                                Optional.ofNullable(texts.get(each.getValue().state()));
                        all =
                                all.then(before ->
                                        look(each.getKey(), each.getValue(), state)
                                                .map(before::and));
                    }
                    return all;
                });
    }

    private Script<PlanOutcome.Learnt> look(
            PendingTest pending, DiagnosticTest test, Optional<String> state) {
        if (state.isEmpty()) {
            return Script.done(unread(pending, test, context.at()));
        }
        DiagnosticsState now = DiagnosticsState.of(state.get());
        if (pending.taken() || parameterKey.filter(pending.tag()::equals).isPresent()) {
            return ended(pending, test, now);
        }
        if (parameterKey.isPresent()) {
            // the key goes with the values (TR-069 A.3.2.1): another one, other values
            return Script.done(
                    failed(
                            pending,
                            test,
                            PathError.of(
                                    test.command().text(),
                                    ErrorCode.PROTOCOL_ERROR,
                                    "the request did not reach the device")));
        }
        return switch (now) {
            case DiagnosticsState.Running _, DiagnosticsState.Lost _ -> ended(pending, test, now);
            // of this test or of one before: nobody knows
            case DiagnosticsState.Complete _, DiagnosticsState.Failed _ ->
                    Script.done(new PlanOutcome.Learnt(List.of(), pending.forgotten()));
        };
    }

    private Script<PlanOutcome.Learnt> ended(
            PendingTest pending, DiagnosticTest test, DiagnosticsState state) {
        return switch (state) {
            case DiagnosticsState.Running _ -> Script.done(running(pending, test, context.at()));
            case DiagnosticsState.Lost lost ->
                    Script.done(failed(pending, test, lost.error(test.command().text())));
            case DiagnosticsState.Failed failure ->
                    Script.done(failed(pending, test, failure.error(test.command().text())));
            case DiagnosticsState.Complete(var text) ->
                    new CanonicalReader(context)
                            .read(List.of(PathExpression.of(test.object().text())))
                            .map(found -> complete(pending, test, text, found));
        };
    }

    /** What cannot be read now is read by a later session, if the device still has it. */
    private PlanOutcome.Learnt complete(
            PendingTest pending, DiagnosticTest test, String state, CanonicalReader.Found found) {
        if (found.values().isEmpty()) {
            return unread(pending, test, context.at());
        }
        return told(pending, test, test.output(state, found.values()), List.of());
    }

    private static PlanOutcome.Learnt failed(
            PendingTest pending, DiagnosticTest test, PathError error) {
        Map<String, String> output =
                error.sourceCode().isEmpty()
                        ? Map.of()
                        : Map.of(DiagnosticTest.STATUS, error.sourceCode());
        return told(pending, test, output, List.of(error));
    }

    private static PlanOutcome.Learnt told(
            PendingTest pending,
            DiagnosticTest test,
            Map<String, String> output,
            List<PathError> errors) {
        Report report = new Report.OperationComplete(pending.tag(), test.command(), output, errors);
        return new PlanOutcome.Learnt(
                List.of(new Delivery(List.of(report), Optional.of("diagnostic:" + pending.tag()))),
                pending.forgotten());
    }

    private static PlanOutcome.Learnt running(
            PendingTest pending, DiagnosticTest test, Instant now) {
        if (pending.isOver(now)) {
            return unread(pending, test, now);
        }
        return new PlanOutcome.Learnt(
                List.of(), pending.taken() ? Map.of() : pending.asTaken().kept());
    }

    /** A later session asks again, until the time is over and another may be begun. */
    private static PlanOutcome.Learnt unread(
            PendingTest pending, DiagnosticTest test, Instant now) {
        return pending.isOver(now)
                ? failed(
                        pending,
                        test,
                        PathError.of(
                                test.command().text(),
                                ErrorCode.TIMEOUT,
                                "the device did not end the diagnostic in time"))
                : PlanOutcome.Learnt.NOTHING;
    }
}
