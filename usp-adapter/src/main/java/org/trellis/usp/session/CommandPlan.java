package org.trellis.usp.session;

import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Response;

/** One command as a sequence of requests, one at a time. */
interface CommandPlan {

    Step begin();

    /** The response to what was asked last. */
    Step answered(Response response);

    /** The agent refused what was asked last as a whole. */
    Step refused(ErrorMessage error);

    /** Whether what was asked makes the agent go away, with or without an answer before. */
    default boolean endsConnection() {
        return false;
    }

    /**
     * @param controller our endpoint id
     */
    static CommandPlan of(Lease lease, String controller) {
        return switch (lease.command().operation()) {
            case Operation.Get get -> new GetPlan(get, lease.context());
            case Operation.Set set -> new SetPlan(set, lease.context());
            case Operation.Add add -> new AddPlan(add, lease);
            case Operation.Delete delete -> new DeletePlan(delete, lease.command().attempt() > 1);
            case Operation.Operate operate -> new OperatePlan(operate, lease.command().tag());
            case Operation.Discover discover -> new DiscoverPlan(discover, lease.context());
            case Operation.Watch watch -> new WatchPlan(watch, lease.context(), controller);
        };
    }
}
