package org.trellis.simulator.cwmp;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.trellis.simulator.state.DeviceState;

/**
 * The tests of a pretended gateway, by their objects of either root. They find what is likely on a
 * short line; a name below {@code .invalid} (RFC 2606) is never found.
 */
final class Diagnostics {

    private static final String STATE = "DiagnosticsState";

    private final DeviceState state;
    private final Set<String> requested = new LinkedHashSet<>();

    Diagnostics(DeviceState state) {
        this.state = state;
    }

    /** TR-106: {@code Requested} starts a test, any other write to one resets it. */
    void written(Map<String, String> values) {
        values.forEach((path, text) -> {
            String object = path.substring(0, path.lastIndexOf('.') + 1);
            if (state.get(object + STATE).isEmpty()) {
                return;
            }
            if (values.getOrDefault(object + STATE, "").equals("Requested")) {
                requested.add(object);
            } else {
                requested.remove(object);
                state.set(object + STATE, "None");
            }
        });
    }

    boolean due() {
        return !requested.isEmpty();
    }

    /** A restart loses them. */
    void forget() {
        requested.forEach(object -> state.set(object + STATE, "None"));
        requested.clear();
    }

    void run() {
        requested.forEach(this::run);
        requested.clear();
    }

    private void run(String object) {
        if (text(object + "Host").endsWith(".invalid")) {
            state.set(object + STATE, "Error_CannotResolveHostName");
            return;
        }
        String name = object.replaceAll(".*\\.([A-Za-z]+)\\.$", "$1");
        switch (name) {
            case "IPPing", "IPPingDiagnostics" -> ping(object);
            case "TraceRoute" -> trace(object, "");
            case "TraceRouteDiagnostics" -> trace(object, "Hop");
            case "DownloadDiagnostics" -> load(object, "TestBytesReceived", "TotalBytesReceived");
            case "UploadDiagnostics" -> load(object, "TestBytesSent", "TotalBytesSent");
            case "NSLookupDiagnostics" -> lookUp(object);
            case "NeighboringWiFiDiagnostic" -> scan(object);
            default -> {
                state.set(object + STATE, "Error_Internal");
                return;
            }
        }
        // TR-098 has a word of its own for the two of TR-143
        boolean old = object.startsWith("InternetGatewayDevice.") && name.contains("load");
        state.set(object + STATE, old ? "Completed" : "Complete");
    }

    private void ping(String object) {
        set(object + "SuccessCount", text(object + "NumberOfRepetitions"));
        set(object + "FailureCount", "0");
        set(object + "IPAddressUsed", "192.0.2.2");
        set(object + "MinimumResponseTime", "10");
        set(object + "AverageResponseTime", "12");
        set(object + "MaximumResponseTime", "15");
        set(object + "MinimumResponseTimeDetailed", "10021");
        set(object + "AverageResponseTimeDetailed", "12345");
        set(object + "MaximumResponseTimeDetailed", "15002");
    }

    private void trace(String object, String prefix) {
        set(object + "IPAddressUsed", "192.0.2.2");
        set(object + "ResponseTime", "17");
        String hops = object + "RouteHops.";
        state.empty(hops);
        for (int hop = 1; hop <= 3; hop++) {
            String row = hops + hop + "." + prefix;
            boolean last = hop == 3;
            state.fill(row + "Host", "string", last ? text(object + "Host") : "hop" + hop);
            state.fill(row + "HostAddress", "string", last ? "198.51.100.7" : "192.0.2." + hop);
            state.fill(row + "ErrorCode", "unsignedInt", "0");
            state.fill(row + "RTTimes", "string", hop * 5 + "," + (hop * 5 + 1));
        }
    }

    private void load(String object, String test, String total) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MICROS);
        set(object + "TCPOpenRequestTime", end.minusMillis(60).toString());
        set(object + "TCPOpenResponseTime", end.minusMillis(50).toString());
        set(object + "ROMTime", end.minusMillis(40).toString());
        set(object + "BOMTime", end.minusMillis(30).toString());
        set(object + "EOMTime", end.toString());
        String bytes = text(object + "TestFileLength");
        String size = bytes.isEmpty() ? "1000000" : bytes;
        set(object + test, size);
        set(object + total, size);
        String connections = object + "PerConnectionResult.";
        state.empty(connections);
        if (text(object + "EnablePerConnectionResults").equals("true")) {
            state.fill(connections + "1.EOMTime", "dateTime", end.toString());
            state.fill(connections + "1." + test, "unsignedInt", size);
        }
    }

    private void lookUp(String object) {
        set(object + "SuccessCount", text(object + "NumberOfRepetitions"));
        String row = object + "Result.1.";
        state.empty(object + "Result.");
        state.fill(row + "Status", "string", "Success");
        state.fill(row + "AnswerType", "string", "NonAuthoritative");
        state.fill(row + "HostNameReturned", "string", text(object + "HostName"));
        state.fill(row + "IPAddresses", "string", "198.51.100.7");
        state.fill(row + "DNSServerIP", "string", "192.0.2.53");
        state.fill(row + "ResponseTime", "unsignedInt", "8");
    }

    private void scan(String object) {
        String results = object + "Result.";
        state.empty(results);
        for (int i = 1; i <= 2; i++) {
            String row = results + i + ".";
            state.fill(row + "Radio", "string", "Device.WiFi.Radio." + i);
            state.fill(row + "SSID", "string", "neighbour " + i);
            state.fill(row + "BSSID", "string", "02:00:00:00:01:0" + i);
            state.fill(row + "Mode", "string", "Infrastructure");
            state.fill(row + "Channel", "unsignedInt", i == 1 ? "6" : "44");
            state.fill(row + "SignalStrength", "int", "-6" + i);
            state.fill(row + "SecurityModeEnabled", "string", "WPA2");
            state.fill(row + "OperatingFrequencyBand", "string", i == 1 ? "2.4GHz" : "5GHz");
        }
    }

    private String text(String path) {
        return state.get(path).map(DeviceState.Parameter::value).orElse("");
    }

    /** Models differ in what they tell. */
    private void set(String path, String value) {
        if (state.get(path).isPresent()) {
            state.set(path, value);
        }
    }
}
