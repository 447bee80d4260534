package org.trellis.cwmp.message;

import java.util.List;

/** Reads values by full or partial path (TR-069 A.3.2.2). */
public record GetParameterValues(List<String> parameterNames) implements AcsRequest {
    public GetParameterValues {
        parameterNames = List.copyOf(parameterNames);
    }

    @Override
    public String method() {
        return "GetParameterValues";
    }
}
