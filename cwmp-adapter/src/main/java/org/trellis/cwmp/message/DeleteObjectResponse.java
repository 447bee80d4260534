package org.trellis.cwmp.message;

/** The row was deleted. */
public record DeleteObjectResponse(ApplyStatus status) implements CpeResponse {
    @Override
    public String method() {
        return "DeleteObject";
    }
}
