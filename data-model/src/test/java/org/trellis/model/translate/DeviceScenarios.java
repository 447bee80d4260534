package org.trellis.model.translate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.ValueSyntax;

/** For a writable row a device on which its TR-098 parameter has a random valid value. */
final class DeviceScenarios {

    private static final String IGD = "InternetGatewayDevice.";
    private static final String CONNECTION = IGD + "WANDevice.1.WANConnectionDevice.2.";
    private static final List<String> INTERFACES =
            List.of(
                    CONNECTION + "WANIPConnection.1",
                    CONNECTION + "WANPPPConnection.3",
                    IGD + "LANDevice.1.WLANConfiguration.2",
                    IGD + "LANDevice.2.LANEthernetInterfaceConfig.4");

    private final RandomValues random;

    /**
     * @param subject the path of the row's own TR-098 parameter
     * @param values of the device, the subject's among them
     */
    record Scenario(String subject, Map<String, String> values) {}

    DeviceScenarios(RandomValues random) {
        this.random = random;
    }

    Scenario of(Row row) {
        long[] source = new long[row.source().instances()];
        for (int i = 0; i < source.length; i++) {
            source[i] = 1 + random.below(9);
        }
        Map<String, String> values = new LinkedHashMap<>();
        ValueSyntax syntax = syntaxOf(row.nodes().source());
        String text = syntax == null ? "" : random.of(stricter(row, syntax));
        switch (row.how()) {
            case Row.Direct(Formula formula, Conversion _) -> {
                if (formula.forward(source) == null) {
                    // a row that only the first instance has
                    Arrays.fill(source, 1);
                }
                if (row.transform().endsWith("-key")) {
                    String none = row.transform().equals("ref:queue-key") ? "4294967295" : "-1";
                    text = random.below(4) == 0 ? none : Integer.toString(1 + random.below(99));
                }
            }
            case Row.Reference _ -> text = reference();
            case Row.ListItem _ -> {
                text = mayBeEmpty("host" + random.below(100) + ".example");
                for (int i = 1; i <= 5; i++) {
                    values.put(IGD + "Time.NTPServer" + i, "ntp" + i + ".example");
                }
            }
            case Row.ListRows _ -> text = mayBeEmpty(random.address() + "," + random.address());
            case Row.OnRadio _ -> {
                source[0] = 1;
                text = radioText(row, text);
                values.put(wlan(source) + "SSID", "home");
                values.put(wlan(source) + "Standard", "g");
            }
            case Row.Security _ -> security(row, source, text, values);
            case Late.Joined(Formula _, Join join) -> text = keys(join, source, values);
            case Late.Available _ -> {
                for (int i = 1; i <= 3; i++) {
                    String object = IGD + "Layer2Bridging.AvailableInterface." + i + ".";
                    values.put(object + "AvailableInterfaceKey", Integer.toString(40 + i));
                    values.put(object + "InterfaceReference", INTERFACES.get(i));
                }
                text = Integer.toString(41 + random.below(3));
            }
            case Late.OnPorts _ -> {
                source[1] = 2;
                String service = IGD + "Services.VoiceService." + source[0] + ".";
                long line = source.length > 2 ? source[2] = 3 : 1;
                values.put(service + "VoiceProfile.2.Line." + line + ".PhyReferenceList", "71,72");
                values.put(service + "PhyInterface.4.InterfaceID", "72");
            }
            default -> {
                // the value alone
            }
        }
        String subject = row.source().fill(source);
        values.putIfAbsent(subject, text);
        if (row.how() instanceof Row.ListItem) {
            values.put(subject, text);
        }
        return new Scenario(subject, values);
    }

    static @Nullable ValueSyntax syntaxOf(@Nullable CatalogueNode node) {
        return node == null ? null : node.syntax();
    }

    /** TR-098 calls some texts strings that TR-181 gives a type. */
    private static ValueSyntax stricter(Row row, ValueSyntax source) {
        boolean typed = Set.of("psk", "list-of-number", "hexstring").contains(row.transform());
        ValueSyntax target = syntaxOf(row.nodes().target());
        return typed && target != null ? target : source;
    }

    private static String wlan(long[] source) {
        return IGD + "LANDevice." + source[0] + ".WLANConfiguration." + source[1] + ".";
    }

    /** Devices write it with and without the trailing dot. */
    private String reference() {
        String path = INTERFACES.get(random.below(INTERFACES.size()));
        return mayBeEmpty(random.below(3) == 0 ? path + "." : path);
    }

    private String mayBeEmpty(String text) {
        return random.below(3) == 0 ? "" : text;
    }

    private String radioText(Row row, String text) {
        return switch (row.transform()) {
            case "channel" -> Integer.toString(random.below(4) == 0 ? 0 : random.below(256));
            case "power" -> Integer.toString(random.below(101));
            case "pad:3" -> "DE" + List.of(" ", "I", "O").get(random.below(3));
            default -> text;
        };
    }

    /** Rows that a key can name; their keys are not their numbers. */
    private String keys(Join join, long[] source, Map<String, String> values) {
        String table = join.keys(source);
        for (int i = 1; i <= 4; i++) {
            values.put(table.replace("*", Integer.toString(i)), Integer.toString(60 + i));
        }
        return random.below(5) == 0 ? join.none() : Integer.toString(61 + random.below(4));
    }

    /** A beacon type with what belongs to it, as far as TR-181 can tell it. */
    private void security(Row row, long[] source, String text, Map<String, String> values) {
        String wlan = wlan(source);
        String beacon = List.of("WPA", "11i", "WPAand11i").get(random.below(3));
        String cipher =
                List.of("TKIPEncryption", "AESEncryption", "TKIPandAESEncryption")
                        .get(random.below(3));
        String auth = random.below(2) == 0 ? "PSKAuthentication" : "EAPAuthentication";
        String name = row.source().text().substring(row.source().text().lastIndexOf('.') + 1);
        boolean wep = name.equals("WEPKey") || name.startsWith("Basic");
        if (name.startsWith("WPA")) {
            beacon = random.below(2) == 0 ? "WPA" : "WPAand11i";
        } else if (name.startsWith("IEEE")) {
            beacon = random.below(2) == 0 ? "11i" : "WPAand11i";
        }
        // whatever the model allows of this one parameter
        switch (name) {
            case "BeaconType" -> beacon = text;
            case "WPAEncryptionModes", "IEEE11iEncryptionModes" -> cipher = text;
            case "WPAAuthenticationMode", "IEEE11iAuthenticationMode" -> auth = text;
            default -> {
                // Basic follows
            }
        }
        if (wep || beacon.equals("Basic")) {
            values.put(wlan + "BeaconType", "Basic");
            values.put(wlan + "BasicEncryptionModes", "WEPEncryption");
            values.put(wlan + "BasicAuthenticationMode", "None");
            values.put(wlan + "WEPKeyIndex", "2");
            if (name.equals("WEPKey")) {
                source[2] = 2;
                values.put(wlan + "WEPKey.2.WEPKey", "00112233445566778899AABBCC");
            } else if (wep) {
                values.put(wlan + name, text);
            }
            return;
        }
        values.put(wlan + "BeaconType", beacon);
        if (beacon.contains("WPA")) {
            values.put(wlan + "WPAAuthenticationMode", auth);
            values.put(wlan + "WPAEncryptionModes", cipher);
        }
        if (beacon.contains("11i")) {
            values.put(wlan + "IEEE11iAuthenticationMode", auth);
            values.put(wlan + "IEEE11iEncryptionModes", cipher);
        }
    }
}
