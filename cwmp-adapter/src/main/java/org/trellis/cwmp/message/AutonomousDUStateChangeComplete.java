package org.trellis.cwmp.message;

import java.util.List;

/**
 * Deployment units changed without this ACS (TR-069 A.4.2.4, CWMP 1.2). Every result names its
 * operation.
 */
public record AutonomousDUStateChangeComplete(List<OpResultStruct> results) implements CpeRequest {
    public AutonomousDUStateChangeComplete {
        results = List.copyOf(results);
    }

    @Override
    public String method() {
        return "AutonomousDUStateChangeComplete";
    }
}
