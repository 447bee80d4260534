package org.trellis.controller.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.command.CommandPlanner;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;

/** The ends of what devices do on their own after they were told to. */
final class Completions {

    private final EventLog events;
    private final RunningCommands running;
    private final Refresh refresh;

    Completions(EventLog events, RunningCommands running, Refresh refresh) {
        this.events = events;
        this.running = running;
        this.refresh = refresh;
    }

    void operation(Endpoint endpoint, Report.OperationComplete complete) {
        Map<String, Object> data = new HashMap<>();
        data.put("command", complete.command().text());
        data.put("commandTag", complete.commandTag());
        data.put("succeeded", complete.errors().isEmpty());
        append(endpoint, "operation.complete", data);
        running.ended(
                endpoint, EndedBy.tag(complete.commandTag()), complete.output(), complete.errors());
    }

    void transfer(Endpoint endpoint, Report.TransferComplete complete) {
        Map<String, Object> data = new HashMap<>(complete.details());
        data.put("commandTag", complete.commandTag());
        data.put("succeeded", complete.errors().isEmpty());
        append(endpoint, "transfer.complete", data);
        List<PathError> errors =
                complete.errors().stream()
                        .map(e ->
                                e.code() == ErrorCode.INTERNAL
                                        ? new PathError(
                                                e.path(),
                                                ErrorCode.TRANSFER_FAILED,
                                                e.sourceCode(),
                                                e.message())
                                        : e)
                        .toList();
        ended(
                endpoint,
                complete.commandTag(),
                CommandPlanner::isTransfer,
                complete.details(),
                errors);
    }

    /** The rows of the modules are read anew: CWMP does not tell which of them have changed. */
    void modules(Endpoint endpoint, Report.ModulesChanged changed) {
        changed.commandTag()
                .ifPresent(tag ->
                        ended(
                                endpoint,
                                tag,
                                CommandPlanner::isModuleChange,
                                changed.output(),
                                changed.errors()));
        refresh.read(endpoint, List.of(ParameterPath.of("Device.SoftwareModules.")));
    }

    /**
     * Some CPEs lose the CommandKey that they are to tell (TR-069 A.3.3.2): then it is the one
     * command of the kind that runs.
     *
     * @param kind by the template of the command
     */
    private void ended(
            Endpoint endpoint,
            String tag,
            Predicate<String> kind,
            Map<String, String> output,
            List<PathError> errors) {
        if (tag.isEmpty() && endpoint.protocol() == Protocol.CWMP) {
            running.endedSole(endpoint, EndedBy.kind(kind), Records.operated(output, errors));
        } else {
            running.ended(endpoint, EndedBy.tag(tag), output, errors);
        }
    }

    private void append(Endpoint endpoint, String type, Map<String, Object> data) {
        events.append(endpoint.tenant(), Optional.of(endpoint.device()), type, data);
    }
}
