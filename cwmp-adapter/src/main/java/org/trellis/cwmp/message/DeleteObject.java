package org.trellis.cwmp.message;

/** Deletes the row {@code objectName} (TR-069 A.3.2.7). */
public record DeleteObject(String objectName, String parameterKey) implements AcsRequest {
    @Override
    public String method() {
        return "DeleteObject";
    }
}
