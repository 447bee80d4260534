package org.trellis.cwmp.message;

import java.util.List;

/** Names of the methods the answering side knows. */
public record GetRPCMethodsResponse(List<String> methodList) implements CpeResponse, AcsResponse {
    public GetRPCMethodsResponse {
        methodList = List.copyOf(methodList);
    }

    @Override
    public String method() {
        return "GetRPCMethods";
    }
}
