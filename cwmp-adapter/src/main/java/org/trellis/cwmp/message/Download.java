package org.trellis.cwmp.message;

/**
 * Makes the CPE fetch a file (TR-069 A.3.2.9). Size in bytes, 0 when unknown; SuccessURL and
 * FailureURL belong to the Kicked flow and are always sent empty.
 */
public record Download(
        String commandKey,
        String fileType,
        FileLocation location,
        long fileSize,
        String targetFileName,
        long delaySeconds)
        implements AcsRequest {
    @Override
    public String method() {
        return "Download";
    }
}
