package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.translate.Tr098Probe.IGD;
import static org.trellis.model.translate.Tr098Probe.TRANSLATOR;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;

/**
 * A device chooses how much it says. Each report here takes minutes where every value is compared
 * with every other one.
 */
class LargeReportTest {

    private static final int ROWS = 30_000;
    private static final String SERVICE = "Device.Services.VoiceService.";

    private final List<NativeValue> report = new ArrayList<>();

    private void say(String path, String text) {
        report.add(new NativeValue(path, ParameterType.STRING, text));
    }

    private List<ObservedValue> translate() {
        return TRANSLATOR.toCanonical(report, _ -> true);
    }

    private static String service(int row) {
        return IGD + "Services.VoiceService." + (row / 900 + 1) + ".";
    }

    private static String profile(int row) {
        return service(row) + "VoiceProfile." + (row % 900 / 90 + 1) + ".";
    }

    private static String line(int row) {
        return profile(row) + "Line." + (row % 90 + 1) + ".";
    }

    private static long count(List<ObservedValue> values, String end) {
        return values.stream().filter(value -> value.path().text().endsWith(end)).count();
    }

    @Test
    void lines_name_the_rows_that_the_report_holds() {
        for (int row = 0; row < ROWS; row++) {
            say(line(row) + "Enable", "Enabled");
            if (row % 2 == 0) {
                say(line(row) + "CallingFeatures.CallerIDEnable", "1");
            }
        }
        assertThat(count(translate(), ".CallingFeatures")).isEqualTo(ROWS / 2);
    }

    @Test
    void lines_find_their_ports() {
        for (int row = 0; row < ROWS; row++) {
            String port = service(row) + "PhyInterface." + (row % 900 + 1) + ".";
            say(port + "InterfaceID", Integer.toString(row));
            say(line(row) + "PhyReferenceList", Integer.toString(row));
            say(line(row) + "VoiceProcessing.ReceiveGain", "5");
        }
        List<ObservedValue> values = translate();
        assertThat(count(values, ".VoiceProcessing.ReceiveGain")).isEqualTo(ROWS);
        assertThat(count(values, ".Provider")).isGreaterThanOrEqualTo(ROWS);
    }

    @Test
    void profiles_order_their_codecs() {
        for (int row = 0; row < ROWS; row++) {
            String profile = service(row * 50) + "VoiceProfile." + (row % 18 + 1) + ".";
            String codec = profile + "Line.1.Codec.List.1.";
            say(codec + "Codec", "G.711MuLaw");
            say(codec + "Priority", "1");
        }
        assertThat(count(translate(), ".CodecList")).isEqualTo(ROWS);
    }

    @Test
    void profiles_of_other_protocols_have_no_clients() {
        for (int row = 0; row < ROWS; row++) {
            String profile = IGD + "Services.VoiceService." + (row + 1) + ".VoiceProfile.1.";
            say(profile + "SignalingProtocol", "MGCP");
            say(profile + "Line.1.Enable", "Enabled");
        }
        List<ObservedValue> values = translate();
        assertThat(count(values, ".CallControl.Line.1.Enable")).isEqualTo(ROWS);
        assertThat(values)
                .noneMatch(v ->
                        v.path().text().startsWith(SERVICE) && v.path().text().contains(".SIP."));
    }

    @Test
    void bridged_connections_have_no_layer_3() {
        for (int row = 0; row < ROWS; row++) {
            String connection =
                    "WANDevice.1.WANConnectionDevice."
                            + (row / 900 + 1)
                            + ".WANIPConnection."
                            + (row % 900 + 1)
                            + ".";
            say(IGD + connection + "ConnectionType", "IP_Bridged");
            say(IGD + connection + "Enable", "1");
        }
        assertThat(translate()).noneMatch(v -> v.path().text().startsWith("Device.IP.Interface."));
    }

    @Test
    void stations_are_looked_for_among_the_hosts() {
        String lan = IGD + "LANDevice.1.";
        say(lan + "Hosts.HostNumberOfEntries", "9000");
        for (int host = 1; host <= 9_000; host++) {
            String mac = "02:00:00:00:%02x:%02x".formatted(host >> 8, host & 255);
            say(lan + "Hosts.Host." + host + ".MACAddress", mac);
        }
        for (int row = 0; row < ROWS; row++) {
            String station =
                    lan
                            + "WLANConfiguration."
                            + (row / 9_000 + 1)
                            + ".AssociatedDevice."
                            + (row % 9_000 + 1)
                            + ".";
            String mac = "02:00:00:01:%02x:%02x".formatted(row >> 8, row & 255);
            say(station + "AssociatedDeviceMACAddress", mac);
            say(station + "AssociatedDeviceIPAddress", "192.0.2.1");
        }
        assertThat(count(translate(), ".PhysAddress")).isEqualTo(ROWS + 9_000);
    }

    @Test
    void hosts_are_on_the_radio_of_their_network() {
        String lan = IGD + "LANDevice.1.";
        for (int row = 1; row <= 800; row++) {
            String network = lan + "WLANConfiguration." + row + ".";
            say(network + "SSID", "home");
            say(network + "OperatingFrequencyBand", "5GHz");
            say(network + "Standard", "ac");
            say(network + "Channel", "36");
        }
        for (int row = 0; row < ROWS; row++) {
            say(
                    IGD
                            + "LANDevice."
                            + (row / 9_000 + 1)
                            + ".Hosts.Host."
                            + (row % 9_000 + 1)
                            + ".Layer2Interface",
                    lan + "WLANConfiguration." + (row % 800 + 1));
        }
        assertThat(count(translate(), ".Layer1Interface")).isEqualTo(ROWS);
    }

    @Test
    void what_is_said_again_is_not_spread_again() {
        String connection = IGD + "WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.";
        say(connection + "DNSServers", "192.0.2.1" + ",192.0.2.1".repeat(ROWS));
        for (int row = 0; row < ROWS; row++) {
            say(connection + "DNSOverrideAllowed", "1");
        }
        assertThat(count(translate(), ".Type")).isPositive();
    }
}
