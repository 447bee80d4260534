package org.trellis.cwmp.message;

import java.util.List;

/** Values read. An empty list is an answer, not a failure. */
public record GetParameterValuesResponse(List<ParameterValueStruct> parameterList)
        implements CpeResponse {
    public GetParameterValuesResponse {
        parameterList = List.copyOf(parameterList);
    }

    @Override
    public String method() {
        return "GetParameterValues";
    }
}
