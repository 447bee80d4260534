package org.trellis.cwmp.message;

import java.util.List;

/** Installs, updates or removes deployment units (TR-069 A.4.1.10, CWMP 1.2). */
public record ChangeDUState(List<OperationStruct> operations, String commandKey)
        implements AcsRequest {
    public ChangeDUState {
        operations = List.copyOf(operations);
    }

    @Override
    public String method() {
        return "ChangeDUState";
    }
}
