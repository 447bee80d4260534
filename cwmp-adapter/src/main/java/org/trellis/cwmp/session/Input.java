package org.trellis.cwmp.session;

import java.util.Optional;
import org.trellis.cwmp.message.Envelope;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Lease;

/** What a session is told. */
public sealed interface Input {

    /**
     * A POST.
     *
     * @param message empty for an empty POST
     * @param sameBody whether its bytes are those of the POST before
     * @param newConnection whether it came over another connection than the POST before
     */
    record Posted(Optional<Envelope> message, boolean sameBody, boolean newConnection)
            implements Input {}

    /** The core's word on {@link Question.Admit}. */
    record Admitted(Admission admission) implements Input {}

    /** The core's word on {@link Question.Pull}; empty if there is nothing to do. */
    record Pulled(Optional<Lease> lease) implements Input {}

    /** The core's word on {@link Question.Login}. */
    record LoginMade(DeviceLogin login) implements Input {}
}
