package org.trellis.cwmp.message;

/** A response whose name is not known; never the answer to anything asked. */
public record UnknownResponse(String name) implements CpeResponse {

    @Override
    public String method() {
        return name;
    }
}
