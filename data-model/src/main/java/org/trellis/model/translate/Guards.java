package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.trellis.model.translate.PathTemplate.Indexed;

/** The canonical rows that do not exist although TR-098 has the parameters for them. */
final class Guards {

    private static final Formula LINE = Objects.requireNonNull(Formula.parse("line"));
    private static final String SIP_CLIENT = "Device.Services.VoiceService.{i}.SIP.Client.{i}.";
    private static final String PROVIDER =
            "Device.Services.VoiceService.{i}.CallControl.Line.{i}.Provider";

    private Guards() {}

    /**
     * @param text what the parameter says that decides it
     * @param numbers of the canonical row
     * @return which canonical paths are not there
     */
    static List<Predicate<String>> withdrawn(Late.Guard.Kind kind, String text, long[] numbers) {
        return switch (kind) {
            // a station is no access point
            case ACCESS_POINT ->
                    text.equals("WirelessStation")
                            ? below("Device.WiFi.AccessPoint." + numbers[0] + ".")
                            : List.of();
            case IP_CONNECTION ->
                    text.equals("IP_Bridged")
                            ? bridged(numbers[0], "Device.DHCPv4.Client.")
                            : List.of();
            case PPP_CONNECTION ->
                    text.equals("PPPoE_Bridged")
                            ? bridged(numbers[0], "Device.PPP.Interface.")
                            : List.of();
            case SIP ->
                    text.isEmpty() || text.startsWith("SIP") ? List.of() : otherProtocol(numbers);
        };
    }

    /** A bridged connection has no layer 3. */
    private static List<Predicate<String>> bridged(long number, String protocol) {
        return below(
                "Device.IP.Interface." + number + ".",
                protocol + number + ".",
                "Device.NAT.InterfaceSetting." + number + ".",
                "Device.Routing.Router.1.IPv4Forwarding." + number + ".");
    }

    private static List<Predicate<String>> below(String... objects) {
        List<Predicate<String>> withdrawn = new ArrayList<>();
        for (String object : objects) {
            withdrawn.add(path -> path.startsWith(object));
        }
        return withdrawn;
    }

    /** The SIP network of a profile, the clients of its lines, and where they are named. */
    private static List<Predicate<String>> otherProtocol(long[] numbers) {
        String service = "Device.Services.VoiceService." + numbers[0] + ".";
        List<Predicate<String>> withdrawn =
                new ArrayList<>(below(service + "SIP.Network." + numbers[1] + "."));
        withdrawn.add(path -> {
            Indexed indexed = path.startsWith(service) ? Indexed.of(path) : null;
            boolean client =
                    indexed != null
                            && (indexed.template().startsWith(SIP_CLIENT)
                                    || indexed.template().equals(PROVIDER));
            long[] line =
                    indexed == null || !client
                            ? null
                            : LINE.inverse(new long[] {indexed.numbers()[1]});
            return line != null && line[0] == numbers[1];
        });
        return withdrawn;
    }
}
