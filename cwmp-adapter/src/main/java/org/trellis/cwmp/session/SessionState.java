package org.trellis.cwmp.session;

import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.EventCode;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.NegotiatedVersion;
import org.trellis.southbound.Admission;

/**
 * One session between its POSTs. Immutable.
 *
 * @param inform what opened it
 * @param requestId the cwmp:ID of the Inform, to echo
 * @param admitted empty for a device that waits or is quarantined: it is told nothing
 * @param work the outstanding RPC
 * @param asked how many RPCs were sent
 */
public record SessionState(
        Phase phase,
        NegotiatedVersion version,
        Arrival arrival,
        Inform inform,
        Optional<String> requestId,
        Optional<Admission.Admitted> admitted,
        Optional<Work> work,
        int asked) {

    /** Whose turn it is (TR-069 3.7.1). */
    public enum Phase {
        /** The Inform is being decided on. */
        INFORMED,
        /** The CPE may send requests. */
        CPE_TURN,
        /** The CPE has no more requests; the ACS asks or ends. */
        ACS_TURN,
        CLOSED
    }

    public Set<EventCode> events() {
        return inform.eventCodes();
    }

    SessionState in(Phase next) {
        return new SessionState(next, version, arrival, inform, requestId, admitted, work, asked);
    }

    SessionState let(Optional<Admission.Admitted> in) {
        return new SessionState(phase, version, arrival, inform, requestId, in, work, asked);
    }

    SessionState with(Work next) {
        return new SessionState(
                Phase.ACS_TURN,
                version,
                arrival,
                inform,
                requestId,
                admitted,
                Optional.of(next),
                asked + 1);
    }

    /** The outstanding RPC is sent once more. */
    SessionState repeating(Work same) {
        return new SessionState(
                phase, version, arrival, inform, requestId, admitted, Optional.of(same), asked);
    }

    SessionState idle() {
        return new SessionState(
                phase, version, arrival, inform, requestId, admitted, Optional.empty(), asked);
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "SessionState[" + phase + " " + inform.deviceId() + " asked=" + asked + "]";
    }
}
