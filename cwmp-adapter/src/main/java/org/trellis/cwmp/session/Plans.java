package org.trellis.cwmp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.PathExpression;
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
            case Operation.Operate operate -> new OperatePlan(context, command).run(operate);
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
}
