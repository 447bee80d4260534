package org.trellis.cwmp.message;

/**
 * A window of ScheduleDownload, in seconds from receipt; {@code maxRetries} -1 leaves it to the
 * CPE.
 */
public record TimeWindowStruct(
        long windowStart, long windowEnd, String windowMode, String userMessage, int maxRetries) {}
