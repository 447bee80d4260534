package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Secret;

/** The Wi-Fi networks over their bands, the radios, and who is connected. */
public record WifiView(
        Summary summary, List<Network> networks, List<Radio> radios, List<Client> clients)
        implements CapabilityView {

    /**
     * All that has one name.
     *
     * @param ssid absent if it is not known; such a network has one member
     */
    public record Network(Optional<String> ssid, List<Bss> members) {
        public Network {
            members = List.copyOf(members);
        }
    }

    /** What an access point is for. */
    public enum Use {
        FRONTHAUL,
        GUEST,
        BACKHAUL
    }

    /**
     * One name on one radio.
     *
     * @param accessPoint absent for a station's side of a backhaul
     * @param radio reference; absent if the device does not tell
     * @param band {@code 2.4GHz}, {@code 5GHz} or {@code 6GHz}
     * @param primary whether it is the one that the band alone names
     */
    public record Bss(
            ParameterPath ssidPath,
            Optional<ParameterPath> accessPoint,
            Optional<String> radio,
            Optional<String> band,
            Use use,
            boolean primary,
            Optional<Reading<String>> ssid,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<Boolean>> accessPointEnable,
            Optional<Reading<String>> bssid,
            Optional<Reading<Boolean>> advertised,
            Optional<Reading<Boolean>> isolated,
            Security security) {

        /** Whether both halves are on, as far as they are known; off if neither is. */
        public boolean isEnabled() {
            return (enable.isPresent() || accessPointEnable.isPresent())
                    && enable.map(Reading::value).orElse(true)
                    && accessPointEnable.map(Reading::value).orElse(true);
        }
    }

    /** {@code Device.WiFi.AccessPoint.{i}.Security.}. */
    public record Security(
            Optional<Reading<String>> modeEnabled,
            Optional<Reading<List<String>>> modesSupported,
            Optional<Reading<Secret>> keyPassphrase,
            Optional<Reading<Secret>> saePassphrase) {}

    /** {@code Device.WiFi.Radio.{i}.}; power in percent, noise in dBm. */
    public record Radio(
            ParameterPath path,
            long number,
            Optional<Reading<String>> band,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<Long>> channel,
            Optional<Reading<Boolean>> autoChannel,
            Optional<Reading<String>> bandwidth,
            Optional<Reading<List<String>>> standards,
            Optional<Reading<Long>> transmitPower,
            Optional<Reading<Long>> noise) {}

    /** A station; signal in dBm, rate in kbit/s. */
    public record Client(
            String macAddress,
            ParameterPath path,
            Optional<ParameterPath> accessPoint,
            Optional<String> ssid,
            Optional<String> band,
            Optional<Reading<Long>> signalStrength,
            Optional<Reading<Long>> downlinkRate,
            Optional<Reading<Boolean>> active) {}

    public WifiView {
        networks = List.copyOf(networks);
        radios = List.copyOf(radios);
        clients = List.copyOf(clients);
    }
}
