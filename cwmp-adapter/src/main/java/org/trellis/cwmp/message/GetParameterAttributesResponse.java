package org.trellis.cwmp.message;

import java.util.List;

/** Attributes read. */
public record GetParameterAttributesResponse(List<ParameterAttributeStruct> parameterList)
        implements CpeResponse {
    public GetParameterAttributesResponse {
        parameterList = List.copyOf(parameterList);
    }

    @Override
    public String method() {
        return "GetParameterAttributes";
    }
}
