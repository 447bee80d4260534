package org.trellis.cwmp.message;

import java.util.List;

/** Sets notification and access attributes, all or none (TR-069 A.3.2.4). */
public record SetParameterAttributes(List<SetParameterAttributesStruct> parameterList)
        implements AcsRequest {
    public SetParameterAttributes {
        parameterList = List.copyOf(parameterList);
    }

    @Override
    public String method() {
        return "SetParameterAttributes";
    }
}
