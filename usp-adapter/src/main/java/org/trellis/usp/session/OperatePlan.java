package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Executed;

/**
 * One Operate (TR-369 6.1.6). What the agent only starts is completed by its notification; a reboot
 * and a reset by the boot event that carries the command key.
 */
final class OperatePlan implements CommandPlan {

    private static final Set<String> ENDS_WITH_BOOT =
            Set.of("Device.Reboot()", "Device.FactoryReset()");

    private final Operation.Operate operate;
    private final String commandKey;

    OperatePlan(Operation.Operate operate, String commandKey) {
        this.operate = operate;
        this.commandKey = commandKey;
    }

    @Override
    public Step begin() {
        return new Step.Ask(
                new Request.Operate(
                        GetPlan.wire(operate.command()), commandKey, true, operate.input()),
                true);
    }

    @Override
    public Step answered(Response response) {
        if (!(response instanceof Response.OperateResult(List<Executed> results))) {
            return Results.unexpected();
        }
        Map<String, String> output = new LinkedHashMap<>();
        List<PathError> errors = new ArrayList<>();
        Set<String> started = new LinkedHashSet<>();
        for (Executed executed : results) {
            String prefix = results.size() == 1 ? "" : executed.command() + ".";
            switch (executed.outcome()) {
                case CommandOutcome.Output(Map<String, String> arguments) -> {
                    arguments.forEach((k, v) -> output.put(prefix + k, v));
                    if (ENDS_WITH_BOOT.contains(executed.command())) {
                        started.add(executed.command());
                    }
                }
                case CommandOutcome.Started _ -> started.add(executed.command());
                case CommandOutcome.Failed(Fault fault) ->
                        errors.add(ErrorCodes.error(executed.command(), fault));
            }
        }
        if (!started.isEmpty()) {
            return new Step.Running(started, output, errors);
        }
        if (results.isEmpty()) {
            errors.add(
                    PathError.of(
                            operate.command().text(),
                            ErrorCode.INVALID_PATH,
                            "no object of the device matches"));
        }
        return Results.done(
                new CommandResult(
                        Results.status(results.size() > errors.size(), errors),
                        List.of(),
                        List.of(),
                        List.of(),
                        output,
                        errors,
                        Optional.empty()));
    }

    @Override
    public Step refused(ErrorMessage error) {
        return Results.failed(ErrorCodes.errors(operate.command().text(), error));
    }

    @Override
    public boolean endsConnection() {
        return ENDS_WITH_BOOT.contains(operate.command().text());
    }
}
