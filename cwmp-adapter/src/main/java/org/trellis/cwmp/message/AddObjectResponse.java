package org.trellis.cwmp.message;

/** The row was created with this instance number (1 or greater). */
public record AddObjectResponse(long instanceNumber, ApplyStatus status) implements CpeResponse {
    @Override
    public String method() {
        return "AddObject";
    }
}
