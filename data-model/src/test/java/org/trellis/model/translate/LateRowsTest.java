package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.trellis.model.translate.Tr098Probe.CONNECTION;
import static org.trellis.model.translate.Tr098Probe.IGD;
import static org.trellis.model.translate.Tr098Probe.TRANSLATOR;
import static org.trellis.model.translate.Tr098Probe.WLAN;
import static org.trellis.model.translate.Tr098Probe.byPath;
import static org.trellis.model.translate.Tr098Probe.errors;
import static org.trellis.model.translate.Tr098Probe.reads;
import static org.trellis.model.translate.Tr098Probe.texts;
import static org.trellis.model.translate.Tr098Probe.writes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;

/** What several values of a report tell only together. */
class LateRowsTest {

    private static final String HOST = IGD + "LANDevice.1.Hosts.Host.4.";
    private static final String WAN = IGD + "WANDevice.2.WANCommonInterfaceConfig.";
    private static final String VOICE = IGD + "Services.VoiceService.1.";
    private static final String SERVICE = "Device.Services.VoiceService.1.";

    @Test
    void keeps_a_lease_with_the_pool_that_gave_it() {
        String[] report = {
            HOST + "AddressSource=DHCP",
            HOST + "MACAddress=00:00:5E:00:53:01",
            HOST + "IPAddress=192.168.1.7",
            HOST + "LeaseTimeRemaining=3600",
            HOST + "VendorClassID=abc"
        };
        List<NativeValue> values = new java.util.ArrayList<>();
        for (String line : report) {
            String[] pair = line.split("=");
            values.add(new NativeValue(pair[0], ParameterType.STRING, pair[1]));
        }
        Map<String, String> texts = new java.util.HashMap<>();
        TRANSLATOR
                .toCanonical(values, _ -> true, Instant.parse("2026-11-28T10:00:00.5Z"))
                .forEach(v -> texts.put(v.path().text(), v.text()));
        String client = "Device.DHCPv4.Server.Pool.1.Client.4.";
        assertThat(texts)
                .contains(
                        entry(client + "Active", "true"),
                        entry(client + "Chaddr", "00:00:5e:00:53:01"),
                        entry(client + "IPv4Address.1.IPAddress", "192.168.1.7"),
                        entry(client + "IPv4Address.1.LeaseTimeRemaining", "2026-11-28T11:00:00Z"),
                        entry(client + "Option.60.Tag", "60"),
                        entry(client + "Option.60.Value", "616263"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1102, 1", "2, 1202, 2001"})
    void a_conditional_pool_serves_the_interface_of_its_lan(int lan, String pool, String served) {
        String object = "InternetGatewayDevice.LANDevice." + lan + ".LANHostConfigManagement.";
        String source = object + "DHCPConditionalServingPool.2.SourceInterface";
        String reference = "Device.DHCPv4.Server.Pool." + pool + ".Interface";
        String ports = "InternetGatewayDevice.LANDevice." + lan + ".WLANConfiguration.1";
        assertThat(
                        texts(
                                byPath(
                                        object + "DHCPConditionalServingPool.2.Enable=1",
                                        source + "=" + ports)))
                .contains(entry(reference, "Device.IP.Interface." + served), entry(source, ports));
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(reference),
                                        "Device.IP.Interface." + served),
                                Map.of()))
                .isEmpty();
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(reference),
                                                "Device.IP.Interface.9"),
                                        _ -> Optional.empty())))
                .hasSize(1);
    }

    @Test
    void a_host_with_a_fixed_address_has_no_lease() {
        Map<String, ObservedValue> values =
                byPath(HOST + "AddressSource=Static", HOST + "LeaseTimeRemaining=0");
        assertThat(values.keySet())
                .containsExactly(HOST + "AddressSource", HOST + "LeaseTimeRemaining");
        assertThat(values.values()).extracting(ObservedValue::quality).containsOnly(Quality.RAW);
    }

    @Test
    void a_remaining_time_without_the_time_of_the_report_stays_as_it_is() {
        assertThat(byPath(HOST + "AddressSource=DHCP", HOST + "LeaseTimeRemaining=60"))
                .containsKey(HOST + "LeaseTimeRemaining");
    }

    @ParameterizedTest
    @CsvSource({
        "DSL, Device.DSL.Channel.2.Stats.BytesSent",
        "Ethernet, Device.Ethernet.Interface.900002.Stats.BytesSent"
    })
    void counts_of_a_wan_device_are_those_of_its_interface(String access, String canonical) {
        Map<String, ObservedValue> values =
                byPath(WAN + "WANAccessType=" + access, WAN + "TotalBytesSent=77");
        assertThat(texts(values)).containsEntry(canonical, "77").hasSize(2);
        assertThat(values.get(canonical))
                .extracting(ObservedValue::quality)
                .isEqualTo(Quality.DERIVED);
        assertThat(reads(canonical)).contains(WAN + "WANAccessType", WAN + "TotalBytesSent");
    }

    @Test
    void the_interfaces_own_value_goes_before_that_of_the_device() {
        assertThat(
                        texts(
                                byPath(
                                        WAN + "WANAccessType=Ethernet",
                                        WAN + "TotalBytesSent=77",
                                        IGD
                                                + "WANDevice.2.WANEthernetInterfaceConfig.Stats.BytesSent=78")))
                .contains(
                        entry("Device.Ethernet.Interface.900002.Stats.BytesSent", "78"),
                        entry(WAN + "TotalBytesSent", "77"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+01:00;0;;;<+01>-1",
                "-03:30;0;;;<-0330>3:30",
                "+00:00;0;;;UTC0",
                "+01:00;1;2026-03-29T02:00:00;2026-10-25T03:00:00;"
                        + "<+01>-1<+02>,M3.5.0/2,M10.5.0/3"
            })
    void makes_a_posix_time_zone_of_an_offset(
            String offset, String summer, String start, String end, String expected) {
        Map<String, String> texts =
                texts(
                        byPath(
                                IGD + "Time.LocalTimeZone=" + offset,
                                IGD + "Time.LocalTimeZoneName=",
                                IGD + "Time.DaylightSavingsUsed=" + summer,
                                IGD + "Time.DaylightSavingsStart=" + start,
                                IGD + "Time.DaylightSavingsEnd=" + end));
        assertThat(texts).containsEntry("Device.Time.LocalTimeZone", expected);
    }

    @Test
    void a_named_time_zone_goes_before_an_offset() {
        assertThat(
                        texts(
                                byPath(
                                        IGD + "Time.LocalTimeZone=+01:00",
                                        IGD + "Time.LocalTimeZoneName=CET-1CEST,M3.5.0,M10.5.0/3")))
                .containsEntry("Device.Time.LocalTimeZone", "CET-1CEST,M3.5.0,M10.5.0/3");
    }

    @ParameterizedTest
    @CsvSource({
        "1, Configured, Unlocked, 0, Configured",
        "1, Not configured, Unlocked, 0, Unconfigured",
        "1, Configured, PINRetryLimitReached, 0, SetupLocked",
        "1, Configured, Unlocked, 1, SetupLocked",
        "0, Configured, Unlocked, 0, Disabled"
    })
    void the_status_of_wps_follows_from_state_lock_and_enabling(
            String enabled, String state, String locked, String lock, String expected) {
        String wps = WLAN + "1.WPS.";
        assertThat(
                        texts(
                                byPath(
                                        wps + "Enable=" + enabled,
                                        wps + "ConfigurationState=" + state,
                                        wps + "SetupLockedState=" + locked,
                                        wps + "SetupLock=" + lock)))
                .containsEntry("Device.WiFi.AccessPoint.1.WPS.Status", expected);
    }

    @Test
    void finds_the_radio_and_the_access_point_of_a_host() {
        assertThat(
                        texts(
                                byPath(
                                        HOST + "MACAddress=00:00:5E:00:53:01",
                                        HOST
                                                + "Layer2Interface=InternetGatewayDevice.LANDevice.1.WLANConfiguration.2",
                                        WLAN + "2.Channel=44",
                                        WLAN
                                                + "2.AssociatedDevice.3.AssociatedDeviceMACAddress=00:00:5e:00:53:01")))
                .contains(
                        entry("Device.Hosts.Host.4.Layer1Interface", "Device.WiFi.Radio.2"),
                        entry(
                                "Device.Hosts.Host.4.AssociatedDevice",
                                "Device.WiFi.AccessPoint.2.AssociatedDevice.3"),
                        entry("Device.Hosts.Host.4.Layer3Interface", "Device.IP.Interface.1"));
    }

    @Test
    void a_station_that_no_host_row_knows_becomes_a_host() {
        String station = WLAN + "1.AssociatedDevice.1.AssociatedDevice";
        Map<String, String> texts =
                texts(
                        byPath(
                                IGD + "LANDevice.1.Hosts.HostNumberOfEntries=0",
                                station + "MACAddress=00:00:5e:00:53:09",
                                station + "IPAddress=192.168.1.9"));
        assertThat(texts)
                .containsEntry("Device.Hosts.Host.1001010001.IPAddress", "192.168.1.9")
                .containsEntry("Device.Hosts.Host.1001010001.PhysAddress", "00:00:5e:00:53:09");
        assertThat(byPath(station + "IPAddress=192.168.1.9").keySet())
                .containsExactly(station + "IPAddress");
    }

    @Test
    void a_lan_device_is_a_bridge_of_its_interfaces() {
        Map<String, String> texts =
                texts(
                        byPath(
                                IGD + "LANDevice.1.LANEthernetInterfaceNumberOfEntries=1",
                                IGD + "LANDevice.1.LANWLANConfigurationNumberOfEntries=1",
                                IGD + "LANDevice.1.LANEthernetInterfaceConfig.2.Enable=1",
                                WLAN + "1.SSID=home"));
        String bridge = "Device.Bridging.Bridge.1.Port.";
        assertThat(texts)
                .contains(
                        entry(bridge + "22.LowerLayers", "Device.Ethernet.Interface.2"),
                        entry(bridge + "13.LowerLayers", "Device.WiFi.SSID.1"),
                        entry(
                                bridge + "1.LowerLayers",
                                "Device.Bridging.Bridge.1.Port.22,Device.Bridging.Bridge.1.Port.13"));
        assertThat(reads(bridge + "22.LowerLayers"))
                .contains(IGD + "LANDevice.1.LANEthernetInterfaceConfig.2.Enable");
    }

    @Test
    void tells_where_name_servers_come_from() {
        String ppp = CONNECTION + "WANPPPConnection.1.";
        assertThat(
                        texts(
                                byPath(
                                        ppp + "DNSServers=192.0.2.1,192.0.2.2",
                                        ppp + "DNSOverrideAllowed=0")))
                .contains(
                        entry("Device.DNS.Client.Server.2101010001.Type", "IPCP"),
                        entry("Device.DNS.Client.Server.2101010002.Type", "IPCP"));
    }

    @Test
    void a_link_lies_on_what_the_device_has_below_it() {
        String link = "Device.Ethernet.Link.301001000.LowerLayers";
        assertThat(texts(byPath(CONNECTION + "WANDSLLinkConfig.LinkType=EoA")))
                .containsEntry(link, "Device.ATM.Link.301001000");
        assertThat(texts(byPath(CONNECTION + "WANPTMLinkConfig.Enable=1")))
                .containsEntry(link, "Device.PTM.Link.301001000");
        assertThat(texts(byPath(CONNECTION + "WANEthernetLinkConfig.EthernetLinkStatus=Up")))
                .containsEntry(link, "Device.Ethernet.Interface.900001");
        assertThat(texts(byPath(CONNECTION + "WANPPPConnection.1.TransportType=PPPoE")))
                .containsEntry(
                        "Device.PPP.Interface.201001001.LowerLayers",
                        "Device.Ethernet.Link.301001000");
    }

    @Test
    void a_bridged_connection_has_no_layer_3() {
        String ip = CONNECTION + "WANIPConnection.1.";
        Map<String, ObservedValue> bridged =
                byPath(ip + "Enable=1", ip + "ConnectionType=IP_Bridged");
        assertThat(bridged.keySet())
                .doesNotContain("Device.IP.Interface.101001001.Enable")
                .contains(ip + "Enable", ip + "ConnectionType");
        assertThat(texts(byPath(ip + "Enable=1", ip + "ConnectionType=IP_Routed")))
                .contains(
                        entry("Device.IP.Interface.101001001.Enable", "true"),
                        entry("Device.IP.Interface.101001001.Type", "Normal"));
    }

    @Test
    void the_default_connection_has_a_route() {
        assertThat(
                        texts(
                                byPath(
                                        IGD
                                                + "Layer3Forwarding.DefaultConnectionService="
                                                + CONNECTION
                                                + "WANPPPConnection.1.")))
                .containsEntry(
                        "Device.Routing.Router.1.IPv4Forwarding.201001001.Interface",
                        "Device.IP.Interface.201001001");
    }

    @Test
    void routes_that_connections_imply_are_counted() {
        String count = "Device.Routing.Router.1.IPv4ForwardingNumberOfEntries";
        String told = IGD + "Layer3Forwarding.ForwardNumberOfEntries=1";
        String service = IGD + "Layer3Forwarding.DefaultConnectionService=" + CONNECTION;
        assertThat(byPath(told).get(count))
                .extracting(ObservedValue::text, ObservedValue::quality)
                .containsExactly("1", Quality.DERIVED);
        assertThat(
                        texts(
                                byPath(
                                        told,
                                        IGD + "Layer3Forwarding.Forwarding.7.Enable=1",
                                        CONNECTION + "WANIPConnection.1.DefaultGateway=192.0.2.1",
                                        CONNECTION + "WANIPConnection.2.DefaultGateway=192.0.2.2",
                                        CONNECTION + "WANIPConnection.2.ConnectionType=IP_Bridged",
                                        service + "WANPPPConnection.1")))
                .containsEntry(count, "3");
        assertThat(byPath(IGD + "Layer3Forwarding.ForwardNumberOfEntries=many"))
                .containsOnlyKeys(IGD + "Layer3Forwarding.ForwardNumberOfEntries");
        assertThat(reads(count))
                .contains(
                        IGD + "Layer3Forwarding.ForwardNumberOfEntries",
                        IGD + "Layer3Forwarding.DefaultConnectionService",
                        IGD + "WANDevice.*.WANConnectionDevice.*.WANIPConnection.*.DefaultGateway",
                        IGD
                                + "WANDevice.*.WANConnectionDevice.*.WANPPPConnection.*.ConnectionType");
        assertThat(TRANSLATOR.toNativeHolders(PathExpression.of(count)))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        PathExpression.of(
                                                IGD + "Layer3Forwarding.ForwardNumberOfEntries"))));
    }

    @Test
    void the_default_connection_has_the_better_route() {
        assertThat(
                        texts(
                                byPath(
                                        CONNECTION + "WANIPConnection.1.DefaultGateway=192.0.2.1",
                                        CONNECTION + "WANPPPConnection.1.DefaultGateway=192.0.2.9",
                                        IGD
                                                + "Layer3Forwarding.DefaultConnectionService="
                                                + CONNECTION
                                                + "WANPPPConnection.1")))
                .contains(
                        entry(
                                "Device.Routing.Router.1.IPv4Forwarding.101001001.ForwardingMetric",
                                "1"),
                        entry(
                                "Device.Routing.Router.1.IPv4Forwarding.201001001.ForwardingMetric",
                                "0"));
    }

    @Test
    void a_line_names_calling_features_only_if_it_has_them() {
        String line = VOICE + "VoiceProfile.1.Line.2.";
        String named = SERVICE + "CallControl.Line.2.CallingFeatures";
        assertThat(byPath(line + "Enable=Enabled"))
                .containsKey(SERVICE + "CallControl.Line.2.Enable")
                .doesNotContainKey(named);
        assertThat(
                        texts(
                                byPath(
                                        line + "Enable=Enabled",
                                        line + "CallingFeatures.CallerIDEnable=1")))
                .containsEntry(named, SERVICE + "CallControl.CallingFeatures.Set.2");
        assertThat(reads(named)).contains(line + "Enable", line + "CallingFeatures.");
        assertThat(TRANSLATOR.toNativeHolders(PathExpression.of(named)))
                .isEqualTo(new Translated.Ok<>(List.of(PathExpression.of(line + "Enable"))));
        assertThat(reads(SERVICE + "CallControl.Line."))
                .containsExactly(VOICE + "VoiceProfile.*.Line.*.");
    }

    @Test
    void a_line_of_another_protocol_names_no_sip_client() {
        String profile = VOICE + "VoiceProfile.2.";
        String named = SERVICE + "CallControl.Line.203.Provider";
        String enabled = profile + "Line.3.Enable=Enabled";
        assertThat(texts(byPath(enabled))).containsEntry(named, SERVICE + "SIP.Client.203");
        assertThat(byPath(enabled, profile + "SignalingProtocol=MGCP-NCS").keySet())
                .contains(SERVICE + "CallControl.Line.203.Enable")
                .doesNotContain(named)
                .noneMatch(path -> path.startsWith(SERVICE + "SIP."));
    }

    @Test
    void follows_keys_to_the_rows_that_have_them() {
        String tone = VOICE + "VoiceProfile.2.Tone.Description.5.EntryID";
        String named = VOICE + "VoiceProfile.2.NumberingPlan.InvalidNumberTone";
        String canonical = SERVICE + "CallControl.NumberingPlan.2.InvalidNumberTone";
        assertThat(texts(byPath(tone + "=17", named + "=17")))
                .containsEntry(canonical, SERVICE + "Tone.Description.2005");
        assertThat(reads(canonical))
                .containsExactlyInAnyOrder(
                        named, VOICE + "VoiceProfile.2.Tone.Description.*.EntryID");
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(canonical),
                                        SERVICE + "Tone.Description.2005"),
                                Map.of(tone, "17")))
                .containsExactly(named + "=17");
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(canonical),
                                                SERVICE + "Tone.Description.3005"),
                                        _ -> Optional.empty())))
                .extracting(e -> e.message())
                .first()
                .asString()
                .contains("no row that");
    }

    @Test
    void a_port_has_what_its_line_and_its_profile_have() {
        assertThat(
                        texts(
                                byPath(
                                        VOICE + "PhyInterface.3.InterfaceID=31",
                                        VOICE + "VoiceProfile.1.Line.2.PhyReferenceList=31",
                                        VOICE + "VoiceProfile.1.FaxPassThrough=Auto",
                                        VOICE
                                                + "VoiceProfile.1.Line.2.VoiceProcessing.ReceiveGain=5")))
                .contains(
                        entry(SERVICE + "POTS.FXS.3.FaxPassThrough", "Auto"),
                        entry(SERVICE + "POTS.FXS.3.VoiceProcessing.ReceiveGain", "5"),
                        entry(
                                SERVICE + "CallControl.Extension.2.Provider",
                                SERVICE + "POTS.FXS.3"));
    }

    @Test
    void a_network_lists_the_codecs_of_its_first_line_by_priority() {
        String codecs = VOICE + "VoiceProfile.1.Line.1.Codec.List.";
        assertThat(
                        texts(
                                byPath(
                                        VOICE + "Capabilities.Codecs.7.Codec=G.722",
                                        codecs + "1.Codec=G.711ALaw",
                                        codecs + "1.Priority=2",
                                        codecs + "2.Codec=G.722",
                                        codecs + "2.Priority=1")))
                .contains(
                        entry(
                                SERVICE + "SIP.Network.1.CodecList",
                                SERVICE + "CodecProfile.10102," + SERVICE + "CodecProfile.10101"),
                        entry(
                                SERVICE + "CodecProfile.10102.Codec",
                                SERVICE + "Capabilities.Codec.7"));
    }

    @Test
    void refers_to_other_rows_of_the_same_voice_service() {
        assertThat(texts(byPath(VOICE + "VoiceProfile.2.Line.1.SIP.AuthUserName=joe")))
                .containsEntry(SERVICE + "SIP.Client.201.Network", SERVICE + "SIP.Network.2");
    }

    @Test
    void tells_dsl_standards_as_the_mask_of_g_997_1() {
        String dsl = IGD + "WANDevice.1.WANDSLInterfaceConfig.";
        assertThat(
                        texts(
                                byPath(
                                        dsl + "StandardUsed=G.993.2_Annex_B",
                                        dsl
                                                + "StandardsSupported=T1.413,G.992.1_Annex_A,G.992.5_Annex_A,G.993.2_Annex_B",
                                        IGD + "DeviceInfo.ModemFirmwareVersion=A2.1")))
                .contains(
                        entry("Device.DSL.Line.1.XTSUsed", "0000000000000002"),
                        entry("Device.DSL.Line.1.XTSE", "0500000000010002"),
                        entry("Device.DSL.Line.1.FirmwareVersion", "A2.1"));
    }

    @Test
    void writes_the_mac_address_of_a_link_to_its_connection() {
        String ppp = CONNECTION + "WANPPPConnection.1.";
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(
                                                "Device.Ethernet.Link.301001000.MACAddress"),
                                        "00:00:5E:00:53:02"),
                                Map.of(
                                        ppp + "MACAddress", "00:00:5E:00:53:01",
                                        ppp + "MACAddressOverride", "0")))
                .containsExactly(
                        ppp + "MACAddress=00:00:5e:00:53:02", ppp + "MACAddressOverride=true");
    }
}
