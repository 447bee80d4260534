package org.trellis.cwmp.message;

/** The attributes were accepted. */
public record SetParameterAttributesResponse() implements CpeResponse {
    @Override
    public String method() {
        return "SetParameterAttributes";
    }
}
