package org.trellis.cwmp.message;

/** The values were accepted. */
public record SetParameterValuesResponse(ApplyStatus status) implements CpeResponse {
    @Override
    public String method() {
        return "SetParameterValues";
    }
}
