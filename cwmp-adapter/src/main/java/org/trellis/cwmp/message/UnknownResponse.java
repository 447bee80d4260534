package org.trellis.cwmp.message;

/**
 * A response whose name is not known, or that lacks what would make it one (an AddObjectResponse
 * without instance number). Never the answer to anything asked.
 */
public record UnknownResponse(String name) implements CpeResponse {

    @Override
    public String method() {
        return name;
    }
}
