package org.trellis.cwmp.session;

import org.trellis.cwmp.message.Envelope;

/** What the device gets. */
public sealed interface Reply {

    /** 200 with an envelope; faults too (TR-069 3.4.1 departs from SOAP there). */
    record Soap(Envelope envelope) implements Reply {}

    /** 204: nothing to say. Ends the session when the device had its say. */
    record Empty() implements Reply {}

    /** The last answer once more, byte by byte. */
    record Again() implements Reply {}

    /** An HTTP error; the session is over. */
    record Error(int status, String reason) implements Reply {}
}
