package org.trellis.cwmp.message;

import java.util.List;

/** How each operation of a ChangeDUState ended (TR-069 A.4.2.3, CWMP 1.2). */
public record DUStateChangeComplete(List<OpResultStruct> results, String commandKey)
        implements CpeRequest {
    public DUStateChangeComplete {
        results = List.copyOf(results);
    }

    @Override
    public String method() {
        return "DUStateChangeComplete";
    }
}
