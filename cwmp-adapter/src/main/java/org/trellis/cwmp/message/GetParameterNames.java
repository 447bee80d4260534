package org.trellis.cwmp.message;

/** Reads names below a path (TR-069 A.3.2.3); {@code nextLevel} limits the answer to one level. */
public record GetParameterNames(String parameterPath, boolean nextLevel) implements AcsRequest {
    @Override
    public String method() {
        return "GetParameterNames";
    }
}
