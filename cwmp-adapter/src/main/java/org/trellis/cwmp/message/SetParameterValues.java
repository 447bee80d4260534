package org.trellis.cwmp.message;

import java.util.List;

/** Writes values, all or none (TR-069 A.3.2.1). */
public record SetParameterValues(List<ParameterValueStruct> parameterList, String parameterKey)
        implements AcsRequest {
    public SetParameterValues {
        parameterList = List.copyOf(parameterList);
    }

    @Override
    public String method() {
        return "SetParameterValues";
    }
}
