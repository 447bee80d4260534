package org.trellis.cwmp.message;

/** Creates a row of the table {@code objectName} (TR-069 A.3.2.6). Not idempotent. */
public record AddObject(String objectName, String parameterKey) implements AcsRequest {
    @Override
    public String method() {
        return "AddObject";
    }
}
