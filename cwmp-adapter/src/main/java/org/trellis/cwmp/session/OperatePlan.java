package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.cwmp.message.AcsRequest;
import org.trellis.cwmp.message.ApplyStatus;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.ChangeDUStateResponse;
import org.trellis.cwmp.message.Download;
import org.trellis.cwmp.message.DownloadResponse;
import org.trellis.cwmp.message.FactoryReset;
import org.trellis.cwmp.message.FactoryResetResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FileLocation;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.Reboot;
import org.trellis.cwmp.message.RebootResponse;
import org.trellis.cwmp.message.SetParameterValuesFault;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.cwmp.message.Upload;
import org.trellis.cwmp.message.UploadResponse;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.command.CommandPlan;
import org.trellis.model.translate.command.DiagnosticTest;
import org.trellis.model.translate.command.FileServer;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/** Has a command of the data model done: by an RPC, by parameters, or as a diagnostic. */
final class OperatePlan {

    private final PlanContext context;
    private final Command command;
    private final Writer writer;

    OperatePlan(PlanContext context, Command command) {
        this.context = context;
        this.command = command;
        this.writer = new Writer(context, command.tag());
    }

    Script<PlanOutcome> run(Operation.Operate operate) {
        String path = operate.command().text();
        Optional<ParameterPath> concrete = operate.command().concrete();
        if (concrete.isEmpty()) {
            return Script.done(
                    failed(
                            PathError.of(
                                    path,
                                    ErrorCode.NOT_SUPPORTED,
                                    "over CWMP a command names one instance")));
        }
        return switch (context.translator().toCommand(concrete.get(), operate.input())) {
            case Translated.Refused<CommandPlan>(var errors) ->
                    Script.done(PlanOutcome.failed(errors));
            case Translated.Ok<CommandPlan>(var plan) -> carryOut(plan, path);
        };
    }

    private Script<PlanOutcome> carryOut(CommandPlan plan, String path) {
        return switch (plan) {
            case CommandPlan.Reboot _ -> order(new Reboot(command.tag()), path);
            case CommandPlan.FactoryReset _ -> order(new FactoryReset(), path);
            case CommandPlan.Download(var type, var server, var size, var name) ->
                    order(new Download(command.tag(), type, location(server), size, name, 0), path);
            case CommandPlan.Upload upload ->
                    order(
                            new Upload(
                                    command.tag(), fileType(upload), location(upload.server()), 0),
                            path);
            case CommandPlan.InstallModule(var server, var uuid, var environment) ->
                    change(new OperationStruct.Install(location(server), uuid, environment), path);
            case CommandPlan.UpdateModule(var unit, var server) ->
                    module(
                            unit,
                            known ->
                                    change(
                                            new OperationStruct.Update(
                                                    known.uuid(),
                                                    known.version(),
                                                    location(server)),
                                            path));
            case CommandPlan.UninstallModule(var unit) -> uninstall(unit);
            case CommandPlan.Trigger(var writes) ->
                    writer.send(writes)
                            .map(answer ->
                                    accepted(answer)
                                            ? new PlanOutcome.Ended(CommandResult.done())
                                            : failed(error(answer, path)));
            case CommandPlan.Restart(var writes) ->
                    writer.send(writes)
                            .then(answer ->
                                    accepted(answer)
                                            ? order(new Reboot(command.tag()), path)
                                            : Script.done(failed(error(answer, path))));
            case CommandPlan.Nothing _ -> Script.done(new PlanOutcome.Ended(CommandResult.done()));
            case CommandPlan.Diagnostic diagnostic -> diagnose(diagnostic);
        };
    }

    private Script<PlanOutcome> module(
            ParameterPath unit, Function<KnownModule, Script<PlanOutcome>> then) {
        return KnownModule.read(context, unit)
                .then(known ->
                        switch (known) {
                            case Translated.Ok<KnownModule>(var module) -> then.apply(module);
                            case Translated.Refused<KnownModule>(var errors) ->
                                    Script.done(PlanOutcome.failed(errors));
                        });
    }

    /** Without a version all of them go (TR-069 A.4.1.10), which nobody has asked for. */
    private Script<PlanOutcome> uninstall(ParameterPath unit) {
        return module(
                unit,
                known ->
                        known.version().isEmpty()
                                ? Script.done(
                                        failed(
                                                PathError.of(
                                                        unit.text(),
                                                        ErrorCode.NOT_SUPPORTED,
                                                        "the device does not tell the version, and"
                                                                + " all versions would go")))
                                : change(
                                        new OperationStruct.Uninstall(
                                                known.uuid(),
                                                known.version(),
                                                known.executionEnvRef()),
                                        unit.text()));
    }

    private Script<PlanOutcome> change(OperationStruct operation, String path) {
        return order(new ChangeDUState(List.of(operation), command.tag()), path);
    }

    private static FileLocation location(FileServer server) {
        return new FileLocation(server.url(), server.username(), server.password());
    }

    /** A device is not asked by number for a file that it has never told of. */
    private String fileType(CommandPlan.Upload upload) {
        boolean known =
                !context.device().twin().paths(PathExpression.of(upload.row().text())).isEmpty();
        return known ? upload.fileType() : upload.plainFileType();
    }

    /** The device does it after the session and tells by a later one, unless it did it at once. */
    private static Script<PlanOutcome> order(AcsRequest request, String path) {
        return Script.ask(request)
                .map(answer ->
                        switch (answer) {
                            case Answer.Response(RebootResponse _),
                                    Answer.Response(FactoryResetResponse _),
                                    Answer.Response(ChangeDUStateResponse _) ->
                                    new PlanOutcome.Running();
                            case Answer.Response(DownloadResponse(var status, var _, var _)) ->
                                    transfer(status);
                            case Answer.Response(UploadResponse(var status, var _, var _)) ->
                                    transfer(status);
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    failed(answer.error(path));
                        });
    }

    /** TR-069 A.3.2.9: status 0 is the end, after 1 comes a TransferComplete. */
    private static PlanOutcome transfer(ApplyStatus status) {
        return switch (status) {
            case APPLIED -> new PlanOutcome.Ended(CommandResult.done());
            case PENDING -> new PlanOutcome.Running();
        };
    }

    /**
     * Kept before it is sent: if the answer is lost, a later session finds out what became of it. A
     * write to a test that runs would kill it (TR-106), so a second one of its kind is refused.
     */
    private Script<PlanOutcome> diagnose(CommandPlan.Diagnostic plan) {
        DiagnosticTest test = plan.test();
        boolean busy =
                PendingTest.of(test.kind(), context.device().settings())
                        .filter(p -> !p.tag().equals(command.tag()) && !p.isOver(context.at()))
                        .isPresent();
        if (busy) {
            return Script.done(
                    failed(
                            PathError.of(
                                    test.command().text(),
                                    ErrorCode.BUSY,
                                    "the device is at such a test, and does one at a time")));
        }
        PendingTest pending = PendingTest.begun(test.kind(), command, context.at());
        return new Script.Keep<>(
                pending.kept(),
                start(plan)
                        .map(answer ->
                                accepted(answer)
                                        ? new PlanOutcome.Running(pending.asTaken().kept())
                                        : new PlanOutcome.Ended(
                                                CommandResult.failed(errors(answer, plan)),
                                                pending.forgotten())));
    }

    /** Older devices do not have every argument: what says nothing new is left out for them. */
    private Script<Answer> start(CommandPlan.Diagnostic plan) {
        return writer.send(plan.writes())
                .then(answer ->
                        answer instanceof Answer.Failed(var fault) && isMissing(plan, fault)
                                ? writer.send(plan.needed())
                                : Script.done(answer));
    }

    private static boolean isMissing(CommandPlan.Diagnostic plan, Fault fault) {
        boolean named =
                fault.parameterFaults().stream()
                        .map(SetParameterValuesFault::parameterName)
                        .allMatch(plan.spare()::contains);
        return !plan.spare().isEmpty() && named;
    }

    private List<PathError> errors(Answer answer, CommandPlan.Diagnostic plan) {
        String path = plan.test().command().text();
        List<PathError> errors = new ArrayList<>();
        if (answer instanceof Answer.Failed(var fault)) {
            fault.parameterFaults()
                    .forEach(f ->
                            errors.add(
                                    Faults.error(
                                            argument(plan.test(), f.parameterName()),
                                            f.code(),
                                            f.text())));
        }
        return errors.isEmpty() ? List.of(answer.error(path)) : errors;
    }

    /** The argument behind a native parameter; the command itself if it is none. */
    private String argument(DiagnosticTest test, String nativeName) {
        return context.translator().toCanonicalPaths(nativeName).stream()
                .filter(p -> p.isWithin(test.object()) && !p.equals(test.state()))
                .findFirst()
                .map(test::inputPath)
                .orElse(test.command().text());
    }

    private static boolean accepted(Answer answer) {
        return answer instanceof Answer.Response(SetParameterValuesResponse _);
    }

    private static PathError error(Answer answer, String path) {
        return answer instanceof Answer.Failed(var fault)
                ? Faults.ofParameter(path, fault)
                : answer.error(path);
    }

    private static PlanOutcome failed(PathError error) {
        return new PlanOutcome.Ended(CommandResult.failed(error));
    }
}
