package org.trellis.usp.session;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a controller talks to its agents.
 *
 * @param endpointId the controller's own
 * @param requestTimeout for one request; the standard has none (TR-369 6.1.2)
 * @param longTimeout for whole trees, data models and operations
 * @param window reads that are out at once for one agent
 * @param valueChanges parameters whose change is subscribed to
 * @param tables whose rows' coming and going is subscribed to, each ending with a dot
 */
public record SessionSettings(
        String endpointId,
        Duration requestTimeout,
        Duration longTimeout,
        int window,
        List<String> valueChanges,
        List<String> tables) {

    public SessionSettings {
        Objects.requireNonNull(endpointId);
        Objects.requireNonNull(requestTimeout);
        Objects.requireNonNull(longTimeout);
        valueChanges = List.copyOf(valueChanges);
        tables = List.copyOf(tables);
    }

    public static SessionSettings of(String endpointId) {
        return new SessionSettings(
                endpointId,
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                4,
                List.of("Device.DeviceInfo.SoftwareVersion", "Device.WiFi.SSID.*.SSID"),
                List.of(
                        "Device.WiFi.SSID.",
                        "Device.WiFi.AccessPoint.",
                        "Device.IP.Interface.",
                        "Device.NAT.PortMapping.",
                        "Device.LocalAgent.Controller."));
    }
}
