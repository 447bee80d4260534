package org.trellis.usp.message;

import java.util.List;
import java.util.Objects;

/**
 * The whole request failed.
 *
 * @param faults the inner errors; where there are any, the true code is theirs (agents send 7004
 *     outside)
 */
public record ErrorMessage(Fault fault, List<PathFault> faults) implements MessageBody {
    public ErrorMessage {
        Objects.requireNonNull(fault);
        faults = List.copyOf(faults);
    }

    public static ErrorMessage of(int code, String message) {
        return new ErrorMessage(new Fault(code, message), List.of());
    }
}
