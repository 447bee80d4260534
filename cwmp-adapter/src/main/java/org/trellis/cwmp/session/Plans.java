package org.trellis.cwmp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.cwmp.message.AcsRequest;
import org.trellis.cwmp.message.FactoryReset;
import org.trellis.cwmp.message.FactoryResetResponse;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.Reboot;
import org.trellis.cwmp.message.RebootResponse;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.RpcCommands;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/** Which RPCs a command takes. */
final class Plans {

    private Plans() {}

    static Script<PlanOutcome> plan(Command command, PlanContext context) {
        return switch (command.operation()) {
            case Operation.Get get -> get(get, context);
            case Operation.Set set -> new SetPlan(context, command.tag()).run(set);
            case Operation.Add add ->
                    new AddPlan(context, command.tag(), command.attempt() > 1).run(add);
            case Operation.Delete delete ->
                    new DeletePlan(context, command.tag(), command.attempt() > 1).run(delete);
            case Operation.Operate operate -> operate(operate, command.tag(), context);
            case Operation.Discover discover -> new DiscoverPlan(context).run(discover.root());
            case Operation.Watch watch -> new WatchPlan(context).run(watch);
        };
    }

    /**
     * A read that was lost once and answered when asked by name: the device cannot bear partial
     * paths, and is spared them from now on.
     */
    private static Script<PlanOutcome> get(Operation.Get get, PlanContext context) {
        boolean learns =
                context.careful() && get.paths().stream().anyMatch(PathExpression::isPartial);
        return new CanonicalReader(context)
                .read(get.paths())
                .map(found -> {
                    CommandResult result =
                            PlanOutcome.result(
                                    found.values(),
                                    found.covered(),
                                    List.of(),
                                    found.errors(),
                                    Optional.empty());
                    return new PlanOutcome.Ended(
                            result,
                            learns && !found.values().isEmpty()
                                    ? Map.of(Settings.PARTIAL_PATHS, "off")
                                    : Map.of());
                });
    }

    private static Script<PlanOutcome> operate(
            Operation.Operate operate, String tag, PlanContext context) {
        return switch (operate.command().text()) {
            case RpcCommands.REBOOT -> order(operate, new Reboot(tag));
            case RpcCommands.FACTORY_RESET -> order(operate, new FactoryReset());
            default -> trigger(operate, tag, context);
        };
    }

    /** A command that is a parameter here: true is written, and nothing read back. */
    private static Script<PlanOutcome> trigger(
            Operation.Operate operate, String tag, PlanContext context) {
        String command = operate.command().text();
        Optional<ParameterPath> concrete = operate.command().concrete();
        if (concrete.isEmpty()) {
            return Script.done(
                    failed(
                            PathError.of(
                                    command,
                                    ErrorCode.NOT_SUPPORTED,
                                    "over CWMP a command names one instance")));
        }
        return switch (context.translator().toTrigger(concrete.get())) {
            case Translated.Refused<List<NativeValue>>(var errors) ->
                    Script.done(PlanOutcome.failed(errors));
            case Translated.Ok<List<NativeValue>>(var writes) ->
                    Script.ask(
                                    new SetParameterValues(
                                            writes.stream()
                                                    .map(w ->
                                                            ParameterValueStruct.of(
                                                                    w.path(), w.type(), w.text()))
                                                    .toList(),
                                            tag))
                            .map(answer ->
                                    switch (answer) {
                                        case Answer.Response(SetParameterValuesResponse _) ->
                                                new PlanOutcome.Ended(CommandResult.done());
                                        case Answer.Failed(var fault) ->
                                                failed(Faults.ofParameter(command, fault));
                                        case Answer.Response _, Answer.Skipped _, Answer.Wrong _ ->
                                                failed(answer.error(command));
                                    });
        };
    }

    private static PlanOutcome failed(PathError error) {
        return new PlanOutcome.Ended(CommandResult.failed(error));
    }

    /** The device does it after the session and tells by its next Inform. */
    private static Script<PlanOutcome> order(Operation.Operate operate, AcsRequest request) {
        return Script.ask(request)
                .map(answer ->
                        switch (answer) {
                            case Answer.Response(RebootResponse _),
                                    Answer.Response(FactoryResetResponse _) ->
                                    new PlanOutcome.Running();
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    failed(answer.error(operate.command().text()));
                        });
    }
}
