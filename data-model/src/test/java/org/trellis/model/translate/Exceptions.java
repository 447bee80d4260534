package org.trellis.model.translate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writable rows whose native value does not always come back, each with the reason. */
final class Exceptions {

    private static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    private static final String SECURITY = " -> Device.WiFi.AccessPoint.{i}.Security.";
    private static final String WAN =
            "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.";
    private static final String NO_WEP =
            "TR-181 has no cipher that is WEP beside TKIP or AES: WEP is left out";
    private static final String TRIGGER =
            "writing it is an action and reading it says nothing: the command stands for it";

    /** Rows whose texts are taken over as they are. */
    private static final List<String> NARROWER =
            List.of(
                    "InternetGatewayDevice.BulkData.Profile.{i}.EncodingType"
                            + " -> Device.BulkData.Profile.{i}.EncodingType",
                    "InternetGatewayDevice.BulkData.Profile.{i}.Protocol"
                            + " -> Device.BulkData.Profile.{i}.Protocol",
                    "InternetGatewayDevice.Firewall.Config" + " -> Device.Firewall.Config",
                    "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.WPS.ConfigMethodsEnabled"
                            + " -> Device.WiFi.AccessPoint.{i}.WPS.ConfigMethodsEnabled",
                    "InternetGatewayDevice.QueueManagement.Classification.{i}.DSCPCheck"
                            + " -> Device.QoS.Classification.{i}.DSCPCheck",
                    "InternetGatewayDevice.QueueManagement.Classification.{i}.Protocol"
                            + " -> Device.QoS.Classification.{i}.Protocol",
                    "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.NumberingPlan.MaximumNumberOfDigits"
                            + " -> Device.Services.VoiceService.{i}.CallControl.NumberingPlan.{i}.MaximumNumberOfDigits",
                    "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.NumberingPlan.MinimumNumberOfDigits"
                            + " -> Device.Services.VoiceService.{i}.CallControl.NumberingPlan.{i}.MinimumNumberOfDigits",
                    "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.NumberingPlan.PrefixInfo.{i}.FacilityAction"
                            + " -> Device.Services.VoiceService.{i}.CallControl.NumberingPlan.{i}.PrefixInfo.{i}.FacilityAction",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.MaxMTUSize"
                            + " -> Device.IP.Interface.{i}.MaxMTUSize",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.MaxMRUSize"
                            + " -> Device.PPP.Interface.{i}.MaxMRUSize",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.PortMapping.{i}.ExternalPort"
                            + " -> Device.NAT.PortMapping.{i}.ExternalPort",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.PortMapping.{i}.ExternalPortEndRange"
                            + " -> Device.NAT.PortMapping.{i}.ExternalPortEndRange",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.PortMapping.{i}.InternalPort"
                            + " -> Device.NAT.PortMapping.{i}.InternalPort",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.ExternalPort"
                            + " -> Device.NAT.PortMapping.{i}.ExternalPort",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.ExternalPortEndRange"
                            + " -> Device.NAT.PortMapping.{i}.ExternalPortEndRange",
                    "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.InternalPort"
                            + " -> Device.NAT.PortMapping.{i}.InternalPort");

    /** By {@code native path -> canonical path}. */
    static final Map<String, String> ROWS = rows();

    private Exceptions() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new HashMap<>();
        rows.put(
                WLAN + "BeaconType" + SECURITY + "ModeEnabled",
                "None is written as Basic without cipher, and of Basic beside WPA only WPA stays");
        rows.put(
                WLAN + "BasicAuthenticationMode" + SECURITY + "ModeEnabled",
                "TR-181 has no WEP with authentication");
        rows.put(
                WLAN + "IEEE11iAuthenticationMode" + SECURITY + "ModeEnabled",
                "TR-181 has no mode for EAP and pre-shared key at once: it reads as Enterprise");
        for (String name : new String[] {"WPAEncryptionModes", "IEEE11iEncryptionModes"}) {
            rows.put(WLAN + name + SECURITY + "ModeEnabled", NO_WEP);
            rows.put(WLAN + name + SECURITY + "EncryptionMode", NO_WEP);
        }
        rows.put(WAN + "WANIPConnection.{i}.Reset -> Device.IP.Interface.{i}.Reset", TRIGGER);
        rows.put(WAN + "WANPPPConnection.{i}.Reset -> Device.IP.Interface.{i}.Reset", TRIGGER);
        rows.put(WAN + "WANPPPConnection.{i}.Reset -> Device.PPP.Interface.{i}.Reset", TRIGGER);
        rows.put(
                WLAN + "Channel -> Device.WiFi.Radio.{i}.Channel",
                "0 means automatic or unknown: TR-181 has no such channel, and it is shown raw");
        rows.put(
                WLAN + "WPS.DevicePassword -> Device.WiFi.AccessPoint.{i}.WPS.PIN",
                "a PIN has at most 8 digits: what is longer is none, and is shown raw");
        rows.put(
                "InternetGatewayDevice.QueueManagement.Flow.{i}.FlowTypeParameters"
                        + " -> Device.QoS.Flow.{i}.TypeParameters",
                "a list in TR-181 only, and blanks around its commas say nothing");
        rows.put(
                "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}"
                        + ".CallingFeatures.CallForwardOnNoAnswerRingCount"
                        + " -> Device.Services.VoiceService.{i}.CallControl.CallingFeatures"
                        + ".Set.{i}.CallForwardOnNoAnswerRingTimeout",
                "the seconds of more than 858,993,459 rings are more than an unsignedInt holds");
        for (String connection : new String[] {"WANIPConnection", "WANPPPConnection"}) {
            rows.put(
                    WAN + connection + ".{i}.DNSServers -> Device.DNS.Client.Server.{i}.DNSServer",
                    "a list without items has no rows in TR-181");
        }
        for (String row : NARROWER) {
            rows.put(row, "TR-098 allows values that TR-181 does not, which are raw");
        }
        return Map.copyOf(rows);
    }
}
