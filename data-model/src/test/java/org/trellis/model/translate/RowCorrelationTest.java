package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;

class RowCorrelationTest {

    /** A gateway as its CWMP side numbers it. */
    private static final List<ObservedValue> CWMP =
            values(
                    "Device.WiFi.Radio.1.OperatingFrequencyBand=2.4GHz",
                    "Device.WiFi.Radio.2.OperatingFrequencyBand=5GHz",
                    "Device.WiFi.SSID.1.SSID=home",
                    "Device.WiFi.SSID.1.BSSID=00:00:5e:00:53:01",
                    "Device.WiFi.SSID.1.LowerLayers=Device.WiFi.Radio.1",
                    "Device.WiFi.SSID.5.SSID=home",
                    "Device.WiFi.SSID.5.LowerLayers=Device.WiFi.Radio.2",
                    "Device.WiFi.SSID.6.SSID=guest",
                    "Device.WiFi.AccessPoint.1.SSIDReference=Device.WiFi.SSID.1",
                    "Device.WiFi.AccessPoint.5.SSIDReference=Device.WiFi.SSID.5",
                    "Device.WiFi.AccessPoint.1.AssociatedDevice.1.MACAddress=00:00:5e:00:53:aa",
                    "Device.NAT.PortMapping.1101010001.RemoteHost=192.0.2.1",
                    "Device.NAT.PortMapping.1101010001.ExternalPort=80",
                    "Device.NAT.PortMapping.1101010001.Protocol=TCP");

    /** The same gateway as its USP side numbers it. */
    private static final List<ObservedValue> USP =
            values(
                    "Device.WiFi.Radio.1.OperatingFrequencyBand=5GHz",
                    "Device.WiFi.Radio.2.OperatingFrequencyBand=2.4GHz",
                    "Device.WiFi.SSID.1.SSID=guest",
                    "Device.WiFi.SSID.2.SSID=home",
                    "Device.WiFi.SSID.2.LowerLayers=Device.WiFi.Radio.1.",
                    "Device.WiFi.SSID.3.SSID=home",
                    "Device.WiFi.SSID.3.BSSID=00:00:5e:00:53:01",
                    "Device.WiFi.SSID.3.LowerLayers=Device.WiFi.Radio.2.",
                    "Device.WiFi.AccessPoint.7.SSIDReference=Device.WiFi.SSID.3.",
                    "Device.WiFi.AccessPoint.8.SSIDReference=Device.WiFi.SSID.2.",
                    "Device.WiFi.AccessPoint.7.AssociatedDevice.4.MACAddress=00:00:5e:00:53:aa",
                    "Device.NAT.PortMapping.2.RemoteHost=192.0.2.1",
                    "Device.NAT.PortMapping.2.ExternalPort=80",
                    "Device.NAT.PortMapping.2.Protocol=TCP");

    private final RowCorrelation correlation = Translators.shipped().rows();

    @Test
    void finds_a_row_by_a_key_that_is_unique() {
        assertThat(there("Device.WiFi.SSID.1.Enable")).contains("Device.WiFi.SSID.3.Enable");
        assertThat(there("Device.WiFi.SSID.6.")).contains("Device.WiFi.SSID.1.");
        assertThat(there("Device.NAT.PortMapping.1101010001.Enable"))
                .contains("Device.NAT.PortMapping.2.Enable");
    }

    @Test
    void tells_rows_of_the_same_name_apart_by_what_they_refer_to() {
        assertThat(there("Device.WiFi.SSID.5.SSID")).contains("Device.WiFi.SSID.2.SSID");
        assertThat(there("Device.WiFi.AccessPoint.5.Enable"))
                .contains("Device.WiFi.AccessPoint.8.Enable");
    }

    @Test
    void follows_a_path_through_nested_tables() {
        assertThat(there("Device.WiFi.AccessPoint.1.AssociatedDevice.1.SignalStrength"))
                .contains("Device.WiFi.AccessPoint.7.AssociatedDevice.4.SignalStrength");
    }

    @Test
    void is_its_own_inverse() {
        for (String path :
                List.of(
                        "Device.WiFi.SSID.1.Enable",
                        "Device.WiFi.SSID.5.Enable",
                        "Device.WiFi.AccessPoint.1.Enable",
                        "Device.WiFi.Radio.2.Channel")) {
            ParameterPath there =
                    correlation.correlate(ParameterPath.of(path), CWMP, USP).orElseThrow();
            assertThat(correlation.correlate(there, USP, CWMP)).contains(ParameterPath.of(path));
        }
    }

    @Test
    void leaves_paths_without_instances_alone() {
        assertThat(there("Device.DeviceInfo.UpTime")).contains("Device.DeviceInfo.UpTime");
        assertThat(there("Device.Reboot()")).contains("Device.Reboot()");
    }

    @Test
    void never_takes_the_number_for_the_row() {
        List<ObservedValue> other = values("Device.WiFi.SSID.6.SSID=somebody else");
        assertThat(correlation.correlate(ParameterPath.of("Device.WiFi.SSID.6.SSID"), CWMP, other))
                .isEmpty();
        assertThat(there("Device.WiFi.SSID.9.SSID")).isEmpty();
    }

    @Test
    void does_not_choose_between_rows_with_the_same_key() {
        List<ObservedValue> twice =
                values("Device.WiFi.SSID.1.SSID=guest", "Device.WiFi.SSID.2.SSID=guest");
        assertThat(correlation.correlate(ParameterPath.of("Device.WiFi.SSID.6.SSID"), CWMP, twice))
                .isEmpty();
    }

    @Test
    void does_not_follow_references_in_circles() {
        List<ObservedValue> circle =
                values("Device.WiFi.AccessPoint.1.SSIDReference=Device.WiFi.AccessPoint.1");
        assertThat(
                        correlation.correlate(
                                ParameterPath.of("Device.WiFi.AccessPoint.1."), circle, circle))
                .isEmpty();
    }

    private Optional<String> there(String path) {
        return correlation.correlate(ParameterPath.of(path), CWMP, USP).map(ParameterPath::text);
    }

    private static List<ObservedValue> values(String... lines) {
        return Arrays.stream(lines)
                .map(line -> {
                    int equals = line.indexOf('=');
                    ParameterPath path = ParameterPath.of(line.substring(0, equals));
                    return new ObservedValue(
                            path,
                            ParameterType.STRING,
                            line.substring(equals + 1),
                            false,
                            false,
                            path.text(),
                            Quality.REPORTED);
                })
                .toList();
    }
}
