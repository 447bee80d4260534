package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;

class Tr098TranslatorTest {

    private static final String IGD = "InternetGatewayDevice.";
    private static final String WLAN = IGD + "LANDevice.1.WLANConfiguration.";
    private static final String CONNECTION = IGD + "WANDevice.1.WANConnectionDevice.1.";

    private final ModelTranslator translator = Translators.of(DataModelRoot.TR_098);

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
        "Device.Hosts., InternetGatewayDevice.LANDevice.*.Hosts.",
        "Device.Hosts.Host.3., InternetGatewayDevice.LANDevice.1.Hosts.Host.3.",
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
    void reads_port_mappings_of_both_kinds_of_connections() {
        assertThat(reads("Device.NAT.PortMapping."))
                .containsExactlyInAnyOrder(
                        IGD + "WANDevice.*.WANConnectionDevice.*.WANIPConnection.*.PortMapping.*.",
                        IGD
                                + "WANDevice.*.WANConnectionDevice.*.WANPPPConnection.*.PortMapping.*.");
    }

    @Test
    void reads_beside_a_radio_parameter_what_tells_its_band() {
        String any = IGD + "LANDevice.*.WLANConfiguration.*.";
        assertThat(reads("Device.WiFi.Radio.2.TransmitPower"))
                .contains(
                        any + "TransmitPower",
                        any + "Channel",
                        any + "Standard",
                        any + "PossibleChannels");
    }

    @Test
    void refuses_a_read_of_what_tr098_does_not_have() {
        assertThat(errors(translator.toNativeReads(PathExpression.of("Device.Cellular."))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
        assertThat(
                        errors(
                                translator.toNativeReads(
                                        PathExpression.of(
                                                "Device.Hosts.AccessControl.1001.PhysAddress"))))
                .extracting(PathError::message)
                .first()
                .asString()
                .contains("explode-list");
        assertThat(errors(translator.toNativeReads(PathExpression.of("Device.Reboot()"))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.INVALID_PATH);
    }

    @Test
    void splits_a_wlan_configuration_into_ssid_access_point_and_radio() {
        Map<String, ObservedValue> values =
                byPath(
                        WLAN + "1.Enable=1",
                        WLAN + "1.Status=Up",
                        WLAN + "1.SSID=home",
                        WLAN + "1.BSSID=00:1A:2B:3C:4D:5E",
                        WLAN + "1.Channel=6",
                        WLAN + "1.AutoChannelEnable=0",
                        WLAN + "1.Standard=n",
                        WLAN + "1.PossibleChannels=1-13",
                        WLAN + "5.Enable=1",
                        WLAN + "5.SSID=home-5G",
                        WLAN + "5.Channel=44",
                        WLAN + "5.Standard=ac",
                        WLAN + "2.SSID=guest",
                        WLAN + "2.Channel=11");
        assertThat(texts(values))
                .contains(
                        entry("Device.WiFi.SSID.1.Enable", "true"),
                        entry("Device.WiFi.SSID.1.Status", "Up"),
                        entry("Device.WiFi.SSID.1.SSID", "home"),
                        entry("Device.WiFi.SSID.1.BSSID", "00:1a:2b:3c:4d:5e"),
                        entry("Device.WiFi.SSID.1.LowerLayers", "Device.WiFi.Radio.1"),
                        entry("Device.WiFi.SSID.5.LowerLayers", "Device.WiFi.Radio.2"),
                        entry("Device.WiFi.AccessPoint.1.Enable", "true"),
                        entry("Device.WiFi.AccessPoint.1.Status", "Enabled"),
                        entry("Device.WiFi.AccessPoint.1.SSIDReference", "Device.WiFi.SSID.1"),
                        entry("Device.WiFi.Radio.1.Channel", "6"),
                        entry("Device.WiFi.Radio.1.AutoChannelEnable", "false"),
                        entry("Device.WiFi.Radio.1.OperatingFrequencyBand", "2.4GHz"),
                        entry("Device.WiFi.Radio.1.OperatingStandards", "g,n"),
                        entry("Device.WiFi.Radio.1.Status", "Up"),
                        entry("Device.WiFi.Radio.2.Channel", "44"),
                        entry("Device.WiFi.Radio.2.OperatingFrequencyBand", "5GHz"),
                        entry("Device.WiFi.Radio.2.OperatingStandards", "a,n,ac"),
                        // the second one of the band does not speak for the radio, nor is it lost
                        entry(WLAN + "2.Channel", "11"));
        assertThat(values.get("Device.WiFi.SSID.1.SSID").sourcePath()).isEqualTo(WLAN + "1.SSID");
        assertThat(values.get("Device.WiFi.SSID.1.LowerLayers").quality())
                .isEqualTo(Quality.DERIVED);
        assertThat(values.get(WLAN + "2.Channel").quality()).isEqualTo(Quality.RAW);
    }

    @Test
    void does_not_guess_the_band_of_a_lone_radio_value() {
        assertThat(texts(byPath(WLAN + "5.RadioEnabled=1")))
                .containsExactly(entry(WLAN + "5.RadioEnabled", "1"));
    }

    @Test
    void takes_the_vendors_own_band_parameter_first() {
        assertThat(
                        texts(
                                byPath(
                                        WLAN + "3.X_ACME_OperatingFrequencyBand=5GHz",
                                        WLAN + "3.Channel=0",
                                        WLAN + "3.Standard=n",
                                        WLAN + "3.RadioEnabled=1")))
                .contains(
                        entry("Device.WiFi.Radio.2.Enable", "true"),
                        entry("Device.WiFi.Radio.2.OperatingStandards", "a,n"),
                        entry("Device.WiFi.SSID.3.X_ACME_OperatingFrequencyBand", "5GHz"))
                .doesNotContainKey("Device.WiFi.Radio.2.Channel")
                .containsEntry(WLAN + "3.Channel", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "BeaconType=None, None, ",
        "BeaconType=Basic;BasicEncryptionModes=None, None, ",
        "BeaconType=Basic;BasicEncryptionModes=WEPEncryption, WEP-128, ",
        "BeaconType=WPA;WPAAuthenticationMode=PSKAuthentication;WPAEncryptionModes=TKIPEncryption,"
                + " WPA-Personal, TKIP",
        "BeaconType=11i;IEEE11iAuthenticationMode=PSKAuthentication;"
                + "IEEE11iEncryptionModes=AESEncryption, WPA2-Personal, AES",
        "BeaconType=11i;IEEE11iAuthenticationMode=EAPAuthentication;"
                + "IEEE11iEncryptionModes=AESEncryption, WPA2-Enterprise, AES",
        "BeaconType=WPAand11i;IEEE11iAuthenticationMode=PSKAuthentication;"
                + "WPAEncryptionModes=TKIPEncryption;IEEE11iEncryptionModes=AESEncryption,"
                + " WPA-WPA2-Personal, 'TKIP,AES'"
    })
    void reads_wifi_security(String report, String mode, String ciphers) {
        String[] values =
                Arrays.stream(report.split(";")).map(v -> WLAN + "1." + v).toArray(String[]::new);
        Map<String, String> texts = texts(byPath(values));
        assertThat(texts).containsEntry(SECURITY + "ModeEnabled", mode);
        assertThat(texts.get(SECURITY + "EncryptionMode")).isEqualTo(ciphers);
        assertThat(texts).containsKey(WLAN + "1.BeaconType");
    }

    private static final String SECURITY = "Device.WiFi.AccessPoint.1.Security.";

    @Test
    void does_not_call_a_lone_beacon_type_a_mode() {
        assertThat(texts(byPath(WLAN + "1.BeaconType=11i")))
                .containsExactly(entry(WLAN + "1.BeaconType", "11i"));
        assertThat(texts(byPath(WLAN + "1.BeaconType=WPA3")))
                .containsExactly(entry(WLAN + "1.BeaconType", "WPA3"));
    }

    @Test
    void writes_mode_and_key_together_with_the_key_last() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of(SECURITY + "KeyPassphrase"), "correct horse");
        wanted.put(ParameterPath.of(SECURITY + "ModeEnabled"), "WPA2-Personal");
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.SSID"), "home");
        assertThat(writes(wanted, Map.of()))
                .containsExactly(
                        WLAN + "1.SSID=home",
                        WLAN + "1.BeaconType=11i",
                        WLAN + "1.IEEE11iAuthenticationMode=PSKAuthentication",
                        WLAN + "1.IEEE11iEncryptionModes=AESEncryption",
                        WLAN + "1.KeyPassphrase=correct horse");
    }

    @Test
    void writes_the_key_where_the_device_has_it() {
        String preShared = WLAN + "1.PreSharedKey.1.KeyPassphrase";
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(SECURITY + "KeyPassphrase"),
                                        "correct horse"),
                                Map.of(preShared, "")))
                .containsExactly(preShared + "=correct horse");
    }

    @Test
    void writes_new_ciphers_under_the_present_mode() {
        assertThat(
                        writes(
                                Map.of(ParameterPath.of(SECURITY + "EncryptionMode"), "AES"),
                                Map.of(WLAN + "1.BeaconType", "WPAand11i")))
                .containsExactly(
                        WLAN + "1.WPAEncryptionModes=AESEncryption",
                        WLAN + "1.IEEE11iEncryptionModes=AESEncryption");
    }

    @Test
    void refuses_security_that_tr098_cannot_express() {
        assertThat(
                        errors(
                                translator.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(SECURITY + "ModeEnabled"),
                                                "WPA3-Personal"),
                                        _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void writes_the_channel_of_a_band_to_its_first_configuration() {
        Map<String, String> device =
                Map.of(
                        WLAN + "1.Channel", "6",
                        WLAN + "2.Channel", "6",
                        WLAN + "5.Standard", "ac",
                        WLAN + "6.PossibleChannels", "36-64,100-140",
                        WLAN + "5.AutoChannelEnable", "true");
        assertThat(writes(Map.of(ParameterPath.of("Device.WiFi.Radio.2.Channel"), "44"), device))
                .containsExactly(WLAN + "5.AutoChannelEnable=false", WLAN + "5.Channel=44");
        assertThat(writes(Map.of(ParameterPath.of("Device.WiFi.Radio.2.Enable"), "0"), device))
                .containsExactly(WLAN + "5.RadioEnabled=false", WLAN + "6.RadioEnabled=false");
        assertThat(
                        errors(
                                translator.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of("Device.WiFi.Radio.3.Channel"),
                                                "5"),
                                        p -> Optional.ofNullable(device.get(p)))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void refuses_two_values_that_meet_in_one_parameter() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.Enable"), "true");
        wanted.put(ParameterPath.of("Device.WiFi.AccessPoint.1.Enable"), "false");
        assertThat(errors(translator.toNativeWrites(wanted, _ -> Optional.empty())))
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
        wanted.put(ParameterPath.of("Device.QoS.DefaultPolicer"), "");
        wanted.put(ParameterPath.of("Device.WiFi."), "x");
        assertThat(errors(translator.toNativeWrites(wanted, _ -> Optional.empty())))
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
                                translator.toNativeWrites(
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
                        translator.toNativeTable(
                                ParameterPath.of("Device.NAT.PortMapping."),
                                Map.of("Interface", "Device.IP.Interface.201001001")))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(mappings)));
        assertThat(
                        errors(
                                translator.toNativeTable(
                                        ParameterPath.of("Device.NAT.PortMapping."), Map.of())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_CREATABLE);
        ParameterPath row = ParameterPath.of("Device.NAT.PortMapping.2101010003.");
        assertThat(translator.toNativeObject(row))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(mappings + "3.")));
        assertThat(translator.toCanonicalObject(ParameterPath.of(mappings + "3."))).contains(row);
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
        assertThat(translator.toNativeTable(ParameterPath.of(canonical), Map.of()))
                .isEqualTo(new Translated.Ok<>(ParameterPath.of(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Device.IP.Interface.", "Device.PPP.Interface.", "Device.WiFi.Radio."})
    void refuses_to_create_what_depends_on_a_connection_or_is_no_row(String canonical) {
        assertThat(errors(translator.toNativeTable(ParameterPath.of(canonical), Map.of())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_CREATABLE);
    }

    @Test
    void does_not_delete_a_connection_for_a_part_of_it() {
        assertThat(translator.toNativeObject(ParameterPath.of("Device.DHCPv4.Client.101001001.")))
                .isInstanceOf(Translated.Refused.class);
        assertThat(
                        translator.toNativeObject(
                                ParameterPath.of("Device.IP.Interface.101001001.IPv4Address.1.")))
                .isInstanceOf(Translated.Refused.class);
        assertThat(translator.toNativeObject(ParameterPath.of("Device.IP.Interface.101001001.")))
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
        assertThat(translator.toCanonicalPaths(WLAN + "1.Enable"))
                .extracting(ParameterPath::text)
                .containsExactly("Device.WiFi.SSID.1.Enable", "Device.WiFi.AccessPoint.1.Enable");
        assertThat(translator.toCanonicalPaths(WLAN + "1.BeaconType"))
                .extracting(ParameterPath::text)
                .containsExactly(SECURITY + "ModeEnabled");
        assertThat(translator.toCanonicalPaths(WLAN + "1.Channel"))
                .extracting(ParameterPath::text)
                .contains("Device.WiFi.Radio.1.Channel", "Device.WiFi.Radio.2.Channel");
        assertThat(translator.toCanonicalPaths(IGD + "DeviceInfo.X_ACME_Led"))
                .extracting(ParameterPath::text)
                .containsExactly("Device.DeviceInfo.X_ACME_Led");
    }

    private List<String> reads(String canonical) {
        Translated<List<PathExpression>> reads =
                translator.toNativeReads(PathExpression.of(canonical));
        assertThat(reads).isInstanceOf(Translated.Ok.class);
        return ((Translated.Ok<List<PathExpression>>) reads)
                .value().stream().map(PathExpression::text).toList();
    }

    private List<String> writes(Map<ParameterPath, String> wanted, Map<String, String> device) {
        Translated<List<NativeValue>> writes =
                translator.toNativeWrites(wanted, p -> Optional.ofNullable(device.get(p)));
        assertThat(writes).isInstanceOf(Translated.Ok.class);
        return ((Translated.Ok<List<NativeValue>>) writes)
                .value().stream().map(w -> w.path() + "=" + w.text()).toList();
    }

    private static <T> List<PathError> errors(Translated<T> translated) {
        assertThat(translated).isInstanceOf(Translated.Refused.class);
        return ((Translated.Refused<T>) translated).errors();
    }

    private Map<String, ObservedValue> byPath(String... report) {
        List<NativeValue> values =
                Arrays.stream(report)
                        .map(line -> {
                            int equals = line.indexOf('=');
                            return new NativeValue(
                                    line.substring(0, equals),
                                    ParameterType.STRING,
                                    line.substring(equals + 1));
                        })
                        .toList();
        Map<String, ObservedValue> byPath = new LinkedHashMap<>();
        translator.toCanonical(values, _ -> true).forEach(v -> byPath.put(v.path().text(), v));
        return byPath;
    }

    private static Map<String, String> texts(Map<String, ObservedValue> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((path, value) -> texts.put(path, value.text()));
        return texts;
    }
}
