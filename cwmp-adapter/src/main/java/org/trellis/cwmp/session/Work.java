package org.trellis.cwmp.session;

import java.util.Optional;
import org.trellis.southbound.Lease;

/**
 * The RPC that a device is asked to answer, and the plan it belongs to.
 *
 * @param lease empty for the session's own housekeeping
 * @param waiting the RPC and what follows its answer
 * @param id its cwmp:ID
 * @param repeated whether it was sent again because the answer seemed lost
 */
record Work(Optional<Lease> lease, Script.Ask<PlanOutcome> waiting, String id, boolean repeated) {

    Work again() {
        return new Work(lease, waiting, id, true);
    }
}
