package org.trellis.cwmp.session;

import org.trellis.cwmp.message.CpeResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;

/** What came back for an RPC. */
sealed interface Answer {

    /** The response that belongs to it. */
    record Response(CpeResponse message) implements Answer {}

    /** The device's fault. */
    record Failed(Fault fault) implements Answer {}

    /** An empty POST: the device skipped it (TR-069 3.7.1.4), often because it cannot do it. */
    record Skipped() implements Answer {}

    /** A response to something else. */
    record Wrong(String method) implements Answer {}

    /** As an error of the path that was asked for; a response is one of the wrong kind here. */
    default PathError error(String path) {
        return switch (this) {
            case Failed(Fault fault) -> Faults.error(path, fault);
            case Skipped _ ->
                    PathError.of(
                            path, ErrorCode.NOT_SUPPORTED, "the device did not answer the request");
            case Wrong _, Response _ ->
                    PathError.of(
                            path,
                            ErrorCode.PROTOCOL_ERROR,
                            "the device answered with another response than asked for");
        };
    }
}
