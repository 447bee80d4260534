package org.trellis.cwmp.message;

import java.util.List;

/** Names found, objects ending in a dot. */
public record GetParameterNamesResponse(List<ParameterInfoStruct> parameterList)
        implements CpeResponse {
    public GetParameterNamesResponse {
        parameterList = List.copyOf(parameterList);
    }

    @Override
    public String method() {
        return "GetParameterNames";
    }
}
