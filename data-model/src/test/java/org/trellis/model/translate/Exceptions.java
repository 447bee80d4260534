package org.trellis.model.translate;

import java.util.HashMap;
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
        return Map.copyOf(rows);
    }
}
