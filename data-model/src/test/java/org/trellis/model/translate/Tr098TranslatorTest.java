package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.trellis.model.translate.Tr098Probe.CONNECTION;
import static org.trellis.model.translate.Tr098Probe.IGD;
import static org.trellis.model.translate.Tr098Probe.SECURITY;
import static org.trellis.model.translate.Tr098Probe.TRANSLATOR;
import static org.trellis.model.translate.Tr098Probe.WLAN;
import static org.trellis.model.translate.Tr098Probe.byPath;
import static org.trellis.model.translate.Tr098Probe.errors;
import static org.trellis.model.translate.Tr098Probe.reads;
import static org.trellis.model.translate.Tr098Probe.texts;
import static org.trellis.model.translate.Tr098Probe.writes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;

/** Paths, rows, references and errors. Wi-Fi has {@link Tr098WifiTest}. */
class Tr098TranslatorTest {

    @ParameterizedTest
    @CsvSource({
        "Device.WiFi.SSID.*.SSID, InternetGatewayDevice.LANDevice.*.WLANConfiguration.*.SSID",
        "Device.WiFi.SSID.1.SSID, InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID",
        "Device.WiFi.SSID.2003.SSID, InternetGatewayDevice.LANDevice.2.WLANConfiguration.3.SSID",
        "'Device.WiFi.SSID.[SSID==\"a.b\"].Enable',"
                + " InternetGatewayDevice.LANDevice.*.WLANConfiguration.*.Enable",
        "Device.WiFi., InternetGatewayDevice.LANDevice.*.WLANConfiguration.*.",
        "Device.WiFi.SSID.2., InternetGatewayDevice.LANDevice.1.WLANConfiguration.2.",
        "Device., InternetGatewayDevice.",
        "Device.DeviceInfo., InternetGatewayDevice.DeviceInfo.",
        "Device.ManagementServer.URL, InternetGatewayDevice.ManagementServer.URL",
        "Device.Hosts.Host.3.IPAddress, InternetGatewayDevice.LANDevice.1.Hosts.Host.3.IPAddress",
        "Device.DeviceInfo.X_ACME_Led, InternetGatewayDevice.DeviceInfo.X_ACME_Led",
        "Device.X_ACME_Cloud.Url, InternetGatewayDevice.X_ACME_Cloud.Url",
        "Device.WiFi.SSID.1.X_ACME_Vlan,"
                + " InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.X_ACME_Vlan",
        "InternetGatewayDevice.Anything.*.Else, InternetGatewayDevice.Anything.*.Else"
    })
    void reads_natively_what_answers_a_canonical_read(String canonical, String expected) {
        assertThat(reads(canonical)).containsExactly(expected);
    }

    @Test
    void reads_with_a_host_what_tells_its_radio_and_its_access_point() {
        String wlans = IGD + "LANDevice.*.WLANConfiguration.*.";
        assertThat(reads("Device.Hosts.Host.3."))
                .containsExactlyInAnyOrder(
                        IGD + "LANDevice.1.Hosts.Host.3.",
                        wlans + "Standard",
                        wlans + "PossibleChannels",
                        wlans + "Channel",
                        wlans + "AssociatedDevice.*.AssociatedDeviceMACAddress");
    }

    @Test
    void reads_port_mappings_of_both_kinds_of_connections() {
        assertThat(reads("Device.NAT.PortMapping."))
                .containsExactlyInAnyOrder(
                        IGD + "WANDevice.*.WANConnectionDevice.*.WANIPConnection.*.PortMapping.*.",
                        IGD
                                + "WANDevice.*.WANConnectionDevice.*.WANPPPConnection.*.PortMapping.*.");
    }

    @Test
    void refuses_a_read_of_what_tr098_does_not_have() {
        assertThat(errors(TRANSLATOR.toNativeReads(PathExpression.of("Device.Cellular."))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
        assertThat(
                        errors(
                                TRANSLATOR.toNativeReads(
                                        PathExpression.of(
                                                "Device.WiFi.Radio.1.OperatingChannelBandwidth"))))
                .extracting(PathError::message)
                .first()
                .asString()
                .contains("vendor profile");
        assertThat(errors(TRANSLATOR.toNativeReads(PathExpression.of("Device.Reboot()"))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_PATH);
    }

    @Test
    void refuses_two_values_that_meet_in_one_parameter() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.Enable"), "true");
        wanted.put(ParameterPath.of("Device.WiFi.AccessPoint.1.Enable"), "false");
        assertThat(errors(TRANSLATOR.toNativeWrites(wanted, _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_VALUE);
        wanted.put(ParameterPath.of("Device.WiFi.AccessPoint.1.Enable"), "true");
        assertThat(writes(wanted, Map.of())).containsExactly(WLAN + "1.Enable=true");
    }

    @Test
    void refuses_writes_with_a_reason_for_each_path() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of("Device.DeviceInfo.SerialNumber"), "x");
        wanted.put(ParameterPath.of("Device.Cellular.RoamingEnabled"), "true");
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.Enable"), "perhaps");
        wanted.put(ParameterPath.of(SECURITY + "SAEPassphrase"), "secret123");
        wanted.put(ParameterPath.of("Device.WiFi."), "x");
        assertThat(errors(TRANSLATOR.toNativeWrites(wanted, _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(
                        ErrorCode.NOT_WRITABLE,
                        ErrorCode.NOT_SUPPORTED,
                        ErrorCode.INVALID_TYPE,
                        ErrorCode.NOT_SUPPORTED,
                        ErrorCode.INVALID_PATH);
    }

    @Test
    void reads_and_writes_time_servers_as_one_list() {
        assertThat(
                        texts(
                                byPath(
                                        IGD + "Time.NTPServer1=a.example",
                                        IGD + "Time.NTPServer2=b.example",
                                        IGD + "Time.NTPServer3=")))
                .containsEntry("Device.Time.Client.1.Servers", "a.example,b.example");
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of("Device.Time.Client.1.Servers"),
                                        "c.example"),
                                Map.of(IGD + "Time.NTPServer2", "b.example")))
                .containsExactly(IGD + "Time.NTPServer1=c.example", IGD + "Time.NTPServer2=");
        // as the twin keeps it
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of("Device.Time.Client.1.Servers"),
                                        "c.example"),
                                Map.of(IGD + "Time.NTPServer1", "a.example,b.example")))
                .containsExactly(IGD + "Time.NTPServer1=c.example", IGD + "Time.NTPServer2=");
    }

    @Test
    void makes_a_row_of_every_name_server() {
        String servers = CONNECTION + "WANIPConnection.1.DNSServers";
        String row = "Device.DNS.Client.Server.110101000";
        Map<String, String> texts = texts(byPath(servers + "=192.0.2.1,192.0.2.2"));
        assertThat(texts)
                .contains(
                        entry(row + "1.DNSServer", "192.0.2.1"),
                        entry(row + "2.DNSServer", "192.0.2.2"),
                        entry(row + "2.Interface", "Device.IP.Interface.101001001"));
        assertThat(reads(row + "2.DNSServer")).containsExactly(servers);
        assertThat(
                        writes(
                                Map.of(ParameterPath.of(row + "2.DNSServer"), "192.0.2.9"),
                                Map.of(servers, "192.0.2.1,192.0.2.2")))
                .containsExactly(servers + "=192.0.2.1,192.0.2.9");
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(ParameterPath.of(row + "4.DNSServer"), "192.0.2.9"),
                                        _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_PATH);
    }

    @Test
    void numbers_connections_and_their_port_mappings() {
        Map<String, String> texts =
                texts(
                        byPath(
                                CONNECTION + "WANIPConnection.1.Enable=1",
                                CONNECTION + "WANIPConnection.1.ConnectionStatus=Connected",
                                CONNECTION + "WANIPConnection.1.ExternalIPAddress=192.0.2.7",
                                CONNECTION + "WANPPPConnection.2.Username=joe",
                                CONNECTION + "WANIPConnection.1.PortMapping.4.ExternalPort=8080",
                                CONNECTION
                                        + "WANIPConnection.1.PortMapping.4.PortMappingEnabled=1"));
        assertThat(texts)
                .contains(
                        entry("Device.IP.Interface.101001001.Enable", "true"),
                        entry("Device.IP.Interface.101001001.Status", "Up"),
                        entry("Device.IP.Interface.101001001.IPv4Address.1.IPAddress", "192.0.2.7"),
                        entry("Device.PPP.Interface.201001002.Username", "joe"),
                        entry("Device.NAT.PortMapping.1101010004.ExternalPort", "8080"),
                        entry("Device.NAT.PortMapping.1101010004.Status", "Enabled"),
                        entry(
                                "Device.NAT.PortMapping.1101010004.Interface",
                                "Device.IP.Interface.101001001"));
    }

    @Test
    void finds_the_table_and_the_row_of_a_port_mapping() {
        String mappings = CONNECTION + "WANPPPConnection.1.PortMapping.";
        assertThat(
                        TRANSLATOR.toNativeTable(
                                ParameterPath.of("Device.NAT.PortMapping."),
                                Map.of("Interface", "Device.IP.Interface.201001001")))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(mappings)));
        assertThat(
                        errors(
                                TRANSLATOR.toNativeTable(
                                        ParameterPath.of("Device.NAT.PortMapping."), Map.of())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_CREATABLE);
        ParameterPath row = ParameterPath.of("Device.NAT.PortMapping.2101010003.");
        assertThat(TRANSLATOR.toNativeObject(row))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(mappings + "3.")));
        assertThat(TRANSLATOR.toCanonicalObject(ParameterPath.of(mappings + "3."))).contains(row);
        assertThat(
                        writes(
                                Map.of(
                                        row.child("Interface"), "Device.IP.Interface.201001001",
                                        row.child("ExternalPort"), "80"),
                                Map.of()))
                .containsExactly(mappings + "3.ExternalPort=80");
    }

    @ParameterizedTest
    @CsvSource({
        "Device.DHCPv4.Server.Pool.1.StaticAddress.,"
                + " InternetGatewayDevice.LANDevice.1.LANHostConfigManagement.DHCPStaticAddress.",
        "Device.Routing.Router.1.IPv4Forwarding.,"
                + " InternetGatewayDevice.Layer3Forwarding.Forwarding.",
        "Device.WiFi.SSID., InternetGatewayDevice.LANDevice.1.WLANConfiguration."
    })
    void finds_the_table_for_a_new_row(String canonical, String expected) {
        assertThat(TRANSLATOR.toNativeTable(ParameterPath.of(canonical), Map.of()))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Device.IP.Interface.", "Device.PPP.Interface.", "Device.WiFi.Radio."})
    void refuses_to_create_what_depends_on_a_connection_or_is_no_row(String canonical) {
        assertThat(errors(TRANSLATOR.toNativeTable(ParameterPath.of(canonical), Map.of())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_CREATABLE);
    }

    @Test
    void does_not_delete_a_connection_for_a_part_of_it() {
        assertThat(TRANSLATOR.toNativeObject(ParameterPath.of("Device.DHCPv4.Client.101001001.")))
                .isInstanceOf(Translated.Refused.class);
        assertThat(
                        TRANSLATOR.toNativeObject(
                                ParameterPath.of("Device.IP.Interface.101001001.IPv4Address.1.")))
                .isInstanceOf(Translated.Refused.class);
        assertThat(TRANSLATOR.toNativeObject(ParameterPath.of("Device.IP.Interface.101001001.")))
                .isEqualTo(
                        new Translated.Ok<>(ParameterPath.of(CONNECTION + "WANIPConnection.1.")));
    }

    @Test
    void rewrites_references_both_ways() {
        String forwarding = IGD + "Layer3Forwarding.Forwarding.1.Interface";
        String canonical = "Device.Routing.Router.1.IPv4Forwarding.1.Interface";
        for (String reference :
                List.of(
                        CONNECTION + "WANIPConnection.1",
                        CONNECTION + "WANIPConnection.1.",
                        "WANDevice.1.WANConnectionDevice.1.WANIPConnection.1")) {
            assertThat(texts(byPath(forwarding + "=" + reference)))
                    .containsEntry(canonical, "Device.IP.Interface.101001001");
        }
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(canonical),
                                        "Device.IP.Interface.101001001"),
                                Map.of()))
                .containsExactly(forwarding + "=" + CONNECTION + "WANIPConnection.1");
    }

    @Test
    void loses_nothing_of_a_report() {
        Map<String, ObservedValue> values =
                byPath(
                        IGD + "DeviceInfo.X_ACME_Led=on",
                        IGD + "LANDevice.1.WLANConfiguration.1.X_ACME_Password=hidden",
                        IGD + "Unknown.Thing.7.Name=kept",
                        IGD + "DeviceInfo.UpTime=long",
                        IGD + "LANDevice.1.WLANConfiguration.1234567.SSID=far");
        assertThat(texts(values))
                .containsExactly(
                        entry("Device.DeviceInfo.X_ACME_Led", "on"),
                        entry("Device.WiFi.SSID.1.X_ACME_Password", "hidden"),
                        entry(IGD + "Unknown.Thing.7.Name", "kept"),
                        entry(IGD + "DeviceInfo.UpTime", "long"),
                        entry(IGD + "LANDevice.1.WLANConfiguration.1234567.SSID", "far"));
        assertThat(values.get("Device.WiFi.SSID.1.X_ACME_Password").secret()).isTrue();
        assertThat(values.get(IGD + "DeviceInfo.UpTime").quality()).isEqualTo(Quality.RAW);
    }

    @Test
    void names_the_canonical_paths_of_a_native_one() {
        assertThat(TRANSLATOR.toCanonicalPaths(WLAN + "1.Enable"))
                .extracting(ParameterPath::text)
                .containsExactly("Device.WiFi.SSID.1.Enable", "Device.WiFi.AccessPoint.1.Enable");
        assertThat(TRANSLATOR.toCanonicalPaths(WLAN + "1.BeaconType"))
                .extracting(ParameterPath::text)
                .containsExactly(SECURITY + "ModeEnabled");
        assertThat(TRANSLATOR.toCanonicalPaths(WLAN + "1.Channel"))
                .extracting(ParameterPath::text)
                .contains("Device.WiFi.Radio.1.Channel", "Device.WiFi.Radio.2.Channel");
        assertThat(TRANSLATOR.toCanonicalPaths(IGD + "DeviceInfo.X_ACME_Led"))
                .extracting(ParameterPath::text)
                .containsExactly("Device.DeviceInfo.X_ACME_Led");
    }
}
