package org.trellis.cwmp.message;

/** Makes the CPE send a file (TR-069 A.4.1.5). */
public record Upload(String commandKey, String fileType, FileLocation location, long delaySeconds)
        implements AcsRequest {
    @Override
    public String method() {
        return "Upload";
    }
}
