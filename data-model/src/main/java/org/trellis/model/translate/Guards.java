package org.trellis.model.translate;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * The canonical rows that do not exist although TR-098 has the parameters for them. Used once, by
 * one thread.
 */
final class Guards {

    private static final Formula LINE = Objects.requireNonNull(Formula.parse("line"));
    private static final String VOICE = "Device.Services.VoiceService.";
    private static final String SIP_CLIENT = VOICE + "{i}.SIP.Client.{i}.";
    private static final String PROVIDER = VOICE + "{i}.CallControl.Line.{i}.Provider";

    /** With trailing dots. */
    private final Set<String> objects = new HashSet<>();

    private final Set<Profile> otherProtocol = new HashSet<>();

    /** A VoiceProfile. */
    private record Profile(long service, long profile) {}

    /**
     * @param text what the parameter says that decides it
     * @param numbers of the canonical row
     */
    void add(Late.Guard.Kind kind, String text, long[] numbers) {
        switch (kind) {
            case ACCESS_POINT -> {
                // a station is no access point
                if (text.equals("WirelessStation")) {
                    objects.add("Device.WiFi.AccessPoint." + numbers[0] + ".");
                }
            }
            case IP_CONNECTION -> {
                if (text.equals("IP_Bridged")) {
                    bridged(numbers[0], "Device.DHCPv4.Client.");
                }
            }
            case PPP_CONNECTION -> {
                if (text.equals("PPPoE_Bridged")) {
                    bridged(numbers[0], "Device.PPP.Interface.");
                }
            }
            case SIP -> {
                if (!text.isEmpty() && !text.startsWith("SIP")) {
                    objects.add(VOICE + numbers[0] + ".SIP.Network." + numbers[1] + ".");
                    otherProtocol.add(new Profile(numbers[0], numbers[1]));
                }
            }
        }
    }

    /** A bridged connection has no layer 3. */
    private void bridged(long number, String protocol) {
        objects.add("Device.IP.Interface." + number + ".");
        objects.add(protocol + number + ".");
        objects.add("Device.NAT.InterfaceSetting." + number + ".");
        objects.add("Device.Routing.Router.1.IPv4Forwarding." + number + ".");
    }

    /** Whether all rows exist. */
    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Whether a canonical path is that of a row which does not exist. */
    boolean withdraws(String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (objects.contains(path.substring(0, dot + 1))) {
                return true;
            }
        }
        return !otherProtocol.isEmpty() && path.startsWith(VOICE) && isOfOtherProtocol(path);
    }

    /** The clients of the lines of a profile, and where they are named. */
    private boolean isOfOtherProtocol(String path) {
        Indexed indexed = Indexed.of(path);
        boolean client =
                indexed != null
                        && (indexed.template().startsWith(SIP_CLIENT)
                                || indexed.template().equals(PROVIDER));
        long[] line =
                indexed == null || !client ? null : LINE.inverse(new long[] {indexed.numbers()[1]});
        return line != null
                && indexed != null
                && otherProtocol.contains(new Profile(indexed.numbers()[0], line[0]));
    }
}
