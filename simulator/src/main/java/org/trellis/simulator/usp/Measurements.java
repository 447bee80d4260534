package org.trellis.simulator.usp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Results of diagnostics that were never made: plausible, and the same for the same host. A host
 * below {@code .invalid} (RFC 6761) cannot be resolved.
 */
final class Measurements {

    private static final String[] ROUTE = {"203.0.113.1", "198.51.100.1", "192.0.2.17"};
    private static final long DOWNLOAD_BYTES = 25_000_000;
    private static final long DOWNLOAD_MICROS = 2_150_000;
    private static final long UPLOAD_MICROS_PER_KILOBYTE = 200;

    private Measurements() {}

    static Map<String, String> ping(Map<String, String> inputs) {
        String host = inputs.getOrDefault("Host", "");
        if (host.endsWith(".invalid")) {
            return Map.of("Status", "Error_CannotResolveHostName");
        }
        int average = 9 + Math.floorMod(host.hashCode(), 20);
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Status", "Complete");
        results.put("IPAddressUsed", "203.0.113.7");
        results.put("SuccessCount", inputs.getOrDefault("NumberOfRepetitions", "3"));
        results.put("FailureCount", "0");
        results.put("AverageResponseTime", Integer.toString(average));
        results.put("MinimumResponseTime", Integer.toString(average - 2));
        results.put("MaximumResponseTime", Integer.toString(average + 5));
        results.put("AverageResponseTimeDetailed", average + "213");
        results.put("MinimumResponseTimeDetailed", average - 2 + "088");
        results.put("MaximumResponseTimeDetailed", average + 5 + "640");
        return results;
    }

    static Map<String, String> trace(Map<String, String> inputs) {
        String host = inputs.getOrDefault("Host", "");
        if (host.endsWith(".invalid")) {
            return Map.of("Status", "Error_CannotResolveHostName");
        }
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Status", "Complete");
        results.put("IPAddressUsed", "203.0.113.7");
        results.put("ResponseTime", "18");
        for (int hop = 1; hop <= ROUTE.length + 1; hop++) {
            boolean last = hop > ROUTE.length;
            String row = "RouteHops." + hop + ".";
            results.put(row + "Host", last ? host : "hop" + hop + ".isp.example");
            results.put(row + "HostAddress", last ? address(host) : ROUTE[hop - 1]);
            results.put(row + "ErrorCode", last ? "0" : "11");
            results.put(row + "RTTimes", 4 * hop + "," + (4 * hop + 1) + "," + 4 * hop);
        }
        return results;
    }

    static Map<String, String> download(Map<String, String> inputs) {
        return transfer(
                inputs.getOrDefault("DownloadURL", ""),
                "Received",
                "Sent",
                DOWNLOAD_BYTES,
                DOWNLOAD_MICROS);
    }

    static Map<String, String> upload(Map<String, String> inputs) {
        String length = inputs.getOrDefault("TestFileLength", "");
        long bytes = length.matches("[0-9]{1,12}") ? Long.parseLong(length) : 0;
        return transfer(
                inputs.getOrDefault("UploadURL", ""),
                "Sent",
                "Received",
                bytes,
                Math.max(1, bytes / 1000) * UPLOAD_MICROS_PER_KILOBYTE);
    }

    private static Map<String, String> transfer(
            String url, String direction, String other, long bytes, long micros) {
        if (url.contains(".invalid")) {
            return Map.of("Status", "Error_CannotResolveHostName");
        }
        Instant end = Instant.now();
        Instant begin = end.minusNanos(micros * 1000);
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Status", "Complete");
        results.put("IPAddressUsed", "203.0.113.7");
        results.put("TCPOpenRequestTime", begin.minusMillis(31).toString());
        results.put("TCPOpenResponseTime", begin.minusMillis(19).toString());
        results.put("ROMTime", begin.minusMillis(18).toString());
        results.put("BOMTime", begin.toString());
        results.put("EOMTime", end.toString());
        results.put("TestBytes" + direction, Long.toString(bytes));
        results.put("TotalBytes" + direction, Long.toString(bytes + bytes / 25));
        results.put("TotalBytes" + other, Long.toString(bytes / 50));
        results.put("TestBytes" + direction + "UnderFullLoading", Long.toString(bytes));
        results.put(
                "TotalBytes" + direction + "UnderFullLoading", Long.toString(bytes + bytes / 25));
        results.put("TotalBytes" + other + "UnderFullLoading", Long.toString(bytes / 50));
        results.put("PeriodOfFullLoading", Long.toString(micros));
        return results;
    }

    static Map<String, String> lookup(Map<String, String> inputs) {
        String name = inputs.getOrDefault("HostName", "");
        String server = inputs.getOrDefault("DNSServer", "");
        boolean found = !name.endsWith(".invalid");
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Status", "Complete");
        results.put("SuccessCount", found ? "1" : "0");
        results.put("Result.1.Status", found ? "Success" : "Error_HostNameNotResolved");
        results.put("Result.1.AnswerType", found ? "NonAuthoritative" : "None");
        results.put("Result.1.HostNameReturned", found ? name : "");
        results.put("Result.1.IPAddresses", found ? address(name) : "");
        results.put("Result.1.DNSServerIP", server.isEmpty() ? "203.0.113.53" : server);
        results.put("Result.1.ResponseTime", "7");
        return results;
    }

    static Map<String, String> neighbours() {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Status", "Complete");
        neighbour(results, 1, "neighbour-1", "02:00:00:00:0a:01", "1", "-71");
        neighbour(results, 2, "cafe", "02:00:00:00:0a:02", "11", "-83");
        neighbour(results, 3, "neighbour-5G", "02:00:00:00:0a:03", "44", "-78");
        return results;
    }

    private static void neighbour(
            Map<String, String> results,
            int number,
            String ssid,
            String bssid,
            String channel,
            String signal) {
        boolean five = Integer.parseInt(channel) > 14;
        String row = "Result." + number + ".";
        results.put(row + "Radio", "Device.WiFi.Radio." + (five ? 2 : 1));
        results.put(row + "SSID", ssid);
        results.put(row + "BSSID", bssid);
        results.put(row + "Mode", "Infrastructure");
        results.put(row + "Channel", channel);
        results.put(row + "SignalStrength", signal);
        results.put(row + "SecurityModeEnabled", "WPA2");
        results.put(row + "EncryptionMode", "AES");
        results.put(row + "OperatingFrequencyBand", five ? "5GHz" : "2.4GHz");
        results.put(row + "OperatingStandards", five ? "a,n,ac" : "g,n");
        results.put(row + "OperatingChannelBandwidth", five ? "80MHz" : "20MHz");
    }

    private static String address(String host) {
        return host.matches("[0-9.]+|.*:.*")
                ? host
                : "198.51.100." + (2 + Math.floorMod(host.hashCode(), 250));
    }
}
