package org.trellis.cwmp.message;

/** What was transferred. The size is in bytes, 0 when unknown. */
public record TransferredFile(String fileType, long fileSize, String targetFileName) {}
