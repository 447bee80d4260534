package org.trellis.cwmp.message;

import java.util.List;

/** Reads notification and access attributes (TR-069 A.3.2.5). */
public record GetParameterAttributes(List<String> parameterNames) implements AcsRequest {
    public GetParameterAttributes {
        parameterNames = List.copyOf(parameterNames);
    }

    @Override
    public String method() {
        return "GetParameterAttributes";
    }
}
