package org.trellis.model.translate;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trellis.model.Quality;

/** What is done with a row of the mapping table, in words. */
final class MappingWords {

    private static final String RADIO = "radio of the band";

    /**
     * @param conversion of the value
     * @param instances of the TR-181 path, in its order
     */
    record Words(String conversion, String instances) {}

    private MappingWords() {}

    static Words of(Row row) {
        return switch (row.how()) {
            case Row.Now now -> now(now);
            case Late late -> late(row, late);
        };
    }

    private static Words now(Row.Now how) {
        return switch (how) {
            case Row.Direct(Formula formula, Conversion conversion) ->
                    words(conversion.words(), formula);
            case Row.OnRadio(Conversion conversion) -> new Words(conversion.words(), RADIO);
            case Row.RadioStandard _ -> new Words("standards of the band as a list", RADIO);
            case Row.FromBand _ -> new Words("follows from the band", RADIO);
            case Row.Reference(Formula formula) -> words("path, rewritten", formula);
            case Row.ListItem(Formula formula, int position) ->
                    words("item " + position + " of the list", formula);
            case Row.ListRows rows ->
                    words(
                            "a row for each item of the list, whose position is the last letter"
                                    + facts(rows.facts()),
                            rows.items());
            case Row.Aggregate(boolean sum) ->
                    new Words(sum ? "sum over all rows" : "true if it is true of any row", "");
            case Row.Security _ ->
                    new Words("together with the other security parameters", words("wlan"));
            case Row.Constant(Formula formula, String text) ->
                    words(text.isEmpty() ? "always empty" : "always `" + text + "`", formula);
            case Row.Peer(Formula formula, PathTemplate peer, Formula _, boolean always) ->
                    words(
                            "row of `"
                                    + peer.object()
                                    + "` with the same source"
                                    + (always ? "" : ", if there is one"),
                            formula);
            case Row.LanInterface(Formula formula) ->
                    words("first IP interface of the LANDevice", formula);
            case Row.Selected(Formula formula, Map<String, Row.Selected.Choice> choices) ->
                    words("reference; " + choices(choices), formula);
            case Row.Trigger(Formula formula) ->
                    words("write of true, as the command of that name; no value", formula);
            case Row.Command(Formula formula) -> words("command", formula);
            case Row.Refused(String reason) -> new Words("not translated: " + reason, "");
        };
    }

    private static Words late(Row row, Late how) {
        return switch (how) {
            case Late.Fallback fallback ->
                    words(
                            fallback.conversion().words()
                                    + ", where nothing better tells it"
                                    + (fallback.access().isEmpty()
                                            ? ""
                                            : " and the access is " + fallback.access())
                                    + (fallback.quality() == Quality.ASSUMED ? "; assumed" : ""),
                            fallback.formula());
            case Late.TimeZone(Formula formula) ->
                    words("POSIX form of offset and summer time, unless there is a name", formula);
            case Late.WpsStatus(Formula formula) ->
                    words("together with state, lock and enabling", formula);
            case Late.Lease(Formula formula, Conversion conversion, boolean _) ->
                    words(conversion.words() + ", of a host whose address is from DHCP", formula);
            case Late.HostLayer1(Formula formula) ->
                    words("path, rewritten; of a wireless host the radio of the band", formula);
            case Late.StationAddress _ ->
                    new Words(
                            "as is, of a station that the table of hosts does not know",
                            words("host.wlan"));
            case Late.Referred(String via, Conversion conversion, Map<String, Formula> rows) ->
                    new Words(
                            via.isEmpty()
                                    ? "path, rewritten"
                                    : conversion.words() + ", of the connection in `" + via + "`",
                            rows.values().stream()
                                            .map(Formula::words)
                                            .sorted()
                                            .collect(Collectors.joining(" or "))
                                    + " of the connection that is named");
            case Late.Joined(Formula formula, Join join) ->
                    words(
                            "reference to the row of `"
                                    + join.row().object()
                                    + "` that has this key",
                            formula);
            case Late.Available(Formula formula) ->
                    words("reference behind this key of `AvailableInterface`", formula);
            case Late.OnPorts _ -> new Words("as is", "every port that the line uses");
            case Late.NameServerType(Formula items, Conversion conversion) ->
                    words(conversion.words() + ", for each server in `DNSServers`", items);
            case Late.CodecOrder(Formula profile) ->
                    words("the codecs of the profile in the order of this", profile);
            case Late.OnDsl(Formula formula) -> words("as is, for every DSL line", formula);
            case Late.Guard(Late.Guard.Kind kind, Formula formula) -> words(guard(kind), formula);
            case Late.BridgePort(Formula formula, String lowerTable, Formula _) ->
                    words("a bridge port over the row of `" + lowerTable + "`", formula);
            case Late.Fact(Late.Fact.Kind kind) -> fact(row, kind);
        };
    }

    private static String guard(Late.Guard.Kind kind) {
        return switch (kind) {
            case ACCESS_POINT -> "no access point where this is `WirelessStation`";
            case IP_CONNECTION -> "`Normal` if routed; no layer 3 where it is bridged";
            case PPP_CONNECTION -> "`Normal` if routed; no layer 3 where it is bridged";
            case SIP -> "no SIP network where this is another protocol";
        };
    }

    private static Words fact(Row row, Late.Fact.Kind kind) {
        return switch (kind) {
            case MANAGEMENT_PORT -> new Words("all other ports of the bridge", "a, 1");
            case LAST_POOL -> new Words("one more than there are conditional pools", "a");
            case ETHERNET_LINK ->
                    new Words(
                            "the ATM or PTM link, or the Ethernet port, below the connection",
                            words(row.instance()));
            case ASSOCIATED_DEVICE ->
                    new Words(
                            "the associated device with the same MAC address",
                            words(row.instance()));
        };
    }

    private static Words words(String conversion, Formula formula) {
        return new Words(conversion, formula.words());
    }

    private static String words(String formula) {
        Formula parsed = Formula.parse(formula);
        return parsed == null ? formula : parsed.words();
    }

    private static String facts(Map<String, String> facts) {
        return facts.isEmpty()
                ? ""
                : new TreeMap<>(facts)
                        .entrySet().stream()
                                .map(e -> "`" + e.getKey() + "` is `" + e.getValue() + "`")
                                .collect(Collectors.joining(", ", "; its ", ""));
    }

    private static String choices(Map<String, Row.Selected.Choice> choices) {
        return new TreeMap<>(choices)
                .entrySet().stream()
                        .map(e -> "`" + e.getKey() + "`: `" + e.getValue().table() + "`")
                        .collect(Collectors.joining(", "));
    }
}
