package org.trellis.model.translate;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.Quality;
import org.trellis.model.translate.value.DslStandards;

/** The rows that are more than one value becoming another. */
final class RowKinds {

    private static final String IGD = "InternetGatewayDevice.";
    private static final String CONNECTION = IGD + "WANDevice.{i}.WANConnectionDevice.{i}.";
    private static final String VENDOR_PROFILE = ", which only a vendor profile can tell";

    private final Map<String, Conversion> enumerations;

    RowKinds(Map<String, Conversion> enumerations) {
        this.enumerations = enumerations;
    }

    /**
     * @return null for a row that is of a simpler kind
     */
    Row.@Nullable How of(String source, String target, String transform, String instance) {
        Row.How told =
                source.isEmpty()
                        ? withoutSource(transform, instance)
                        : switch (transform) {
                            case "guard" -> guard(source, target, instance);
                            case "fanout" -> new Late.OnPorts();
                            case "drop" -> new Row.Refused("TR-104 version 2 has no such test");
                            case "derive", "enum:wpsStatus" ->
                                    source.contains(".WPS.")
                                            ? new Late.WpsStatus(formula(instance))
                                            : null;
                            case "wep-index" -> new Row.Security();
                            default -> reference(source, transform, instance);
                        };
        return told != null ? told : placed(source, transform, instance);
    }

    private static Row.@Nullable How withoutSource(String transform, String instance) {
        return switch (transform) {
            case "ref:ports-of-bridge" -> new Late.Fact(Late.Fact.Kind.MANAGEMENT_PORT);
            case "ref:assoc-by-mac" -> new Late.Fact(Late.Fact.Kind.ASSOCIATED_DEVICE);
            case "ref:eth.wan|ATM.Link|PTM.Link" -> new Late.Fact(Late.Fact.Kind.ETHERNET_LINK);
            case "const:last" -> new Late.Fact(Late.Fact.Kind.LAST_POOL);
            case "ref:lan-ip-interface" -> new Row.LanInterface(formula(instance));
            case "derive:vendor|enum of BeaconType" -> new Row.Security();
            case "const:band", "derive:present(AutoChannelEnable)" -> new Row.FromBand();
            case "vendor:bandwidth" ->
                    new Row.Refused("TR-098 has no channel bandwidth" + VENDOR_PROFILE);
            case "vendor:rssi" -> new Row.Refused("TR-098 has no signal strength" + VENDOR_PROFILE);
            default ->
                    instance.equals("radio") && transform.equals("const:false")
                            ? new Row.FromBand()
                            : null;
        };
    }

    private Row.@Nullable How guard(String source, String target, String instance) {
        return switch (source.substring(source.lastIndexOf('.') + 1)) {
            case "ModemFirmwareVersion" -> new Late.OnDsl(formula(instance));
            case "KeyPassphrase" ->
                    new Row.Refused("TR-098 has no WPA3 passphrase" + VENDOR_PROFILE);
            case "AuthenticationServiceMode" -> new Row.Security();
            case "PhysicalLinkStatus" -> fallback(source, "enum:linkStatus", instance);
            case "DeviceOperationMode" -> guard(Late.Guard.Kind.ACCESS_POINT, instance);
            case "SignalingProtocol" -> guard(Late.Guard.Kind.SIP, instance);
            case "ConnectionType" ->
                    guard(
                            instance.equals("conn.ip")
                                    ? Late.Guard.Kind.IP_CONNECTION
                                    : Late.Guard.Kind.PPP_CONNECTION,
                            instance);
            default -> throw new IllegalStateException("no guard for " + target);
        };
    }

    private static Row.How guard(Late.Guard.Kind kind, String instance) {
        return new Late.Guard(kind, formula(instance));
    }

    /** Values that name a row. */
    private static Row.@Nullable How reference(String source, String transform, String instance) {
        return switch (transform) {
            case "ref:tone" -> new Late.Joined(formula(instance), Join.TONE);
            case "ref:tone-pattern" -> new Late.Joined(formula(instance), Join.TONE_PATTERN);
            case "ref:capabilities-codec" -> new Late.Joined(formula(instance), Join.CODEC);
            case "phy" -> new Late.Joined(formula(instance), Join.PORT);
            case "ref:available-interface" -> new Late.Available(formula(instance));
            case "ref:l2-to-l1" -> new Late.HostLayer1(formula(instance));
            case "ref:host" -> new Row.Reference(formula(instance));
            case "ref:policer-key" -> row(instance, "Device.QoS.Policer.", "-1");
            case "ref:app-key" -> row(instance, "Device.QoS.App.", "-1");
            // no queue is -1 in an unsigned parameter
            case "ref:queue-key" -> row(instance, "Device.QoS.Queue.", "4294967295");
            case "ref:connection" ->
                    new Late.Referred(
                            "",
                            Conversion.COPY,
                            Map.of(
                                    CONNECTION + "WANIPConnection.{i}.",
                                    formula("const:1,conn.ip"),
                                    CONNECTION + "WANPPPConnection.{i}.",
                                    formula("const:1,conn.ppp")));
            case "order" -> new Late.CodecOrder(formula(instance));
            case "join-by-mac" -> new Late.StationAddress();
            case "exists" ->
                    source.contains("WLANConfiguration")
                            ? bridgePort("bridge,port.wlan", "Device.WiFi.SSID.", "wlan")
                            : bridgePort(
                                    "bridge,port.eth", "Device.Ethernet.Interface.", "eth.lan");
            default ->
                    transform.startsWith("select:PPPoE")
                            ? new Row.Selected(
                                    formula(instance),
                                    Map.of(
                                            "PPPoE", choice("Device.Ethernet.Link.", "link"),
                                            "PPPoA", choice("Device.ATM.Link.", "link")))
                            : null;
        };
    }

    private static Row.How bridgePort(String formula, String table, String lower) {
        return new Late.BridgePort(formula(formula), table, formula(lower));
    }

    private static Row.Selected.Choice choice(String table, String row) {
        return new Row.Selected.Choice(table, formula(row));
    }

    /** A number of a row in this table. */
    private static Row.How row(String instance, String table, String none) {
        return new Row.Direct(
                formula(instance),
                new Conversion(
                                t -> rowOf(table, none, t),
                                t -> {
                                    if (t.isEmpty()) {
                                        return Optional.of(none);
                                    }
                                    String number =
                                            t.startsWith(table) ? t.substring(table.length()) : "";
                                    return PathTemplate.Indexed.number(number, 0, number.length())
                                                    > 0
                                            ? Optional.of(number)
                                            : Optional.empty();
                                })
                        .as("number of a row of `" + table + "`, " + none + " for none"));
    }

    private static Optional<String> rowOf(String table, String none, String number) {
        // an instance number is never 0, which is what QueueStats has before it names a queue
        if (number.equals(none) || number.equals("0")) {
            return Optional.of("");
        }
        return PathTemplate.Indexed.number(number, 0, number.length()) > 0
                ? Optional.of(table + number)
                : Optional.empty();
    }

    /** Values whose place is not decided by their own numbers, or not by them alone. */
    private Row.@Nullable How placed(String source, String transform, String instance) {
        if (instance.startsWith("lease")) {
            boolean until = transform.equals("if-dhcp:secondsToDateTime");
            return new Late.Lease(formula(instance), leaseConversion(transform), until);
        }
        if (transform.equals("copy") && instance.endsWith("phy") && source.contains(".Line.")) {
            return new Late.OnPorts();
        }
        if (transform.startsWith("if-absent")) {
            String conversion = transform.substring(transform.indexOf(':') + 1);
            return fallback(source, conversion.equals("if-absent") ? "copy" : conversion, instance);
        }
        return switch (transform) {
            case "dslModToXtse" ->
                    new Late.Fallback(
                            formula(instance),
                            Conversion.reading(DslStandards::modulation)
                                    .as("the modulation's bits of G.997.1"),
                            "",
                            Quality.ASSUMED);
            case "tz:offsetToPosix" -> new Late.TimeZone(formula(instance));
            case "enum:passthrough" ->
                    new Late.Referred(
                            "AssociatedConnection",
                            conversion(transform),
                            Map.of(CONNECTION + "WANIPConnection.{i}.", formula("conn.ip")));
            case "enum:dnsType" ->
                    new Late.NameServerType(
                            formula("pm" + instance.substring(4, instance.length() - 4)),
                            instance.startsWith("conn.ppp")
                                    ? Conversion.reading(t ->
                                                    Optional.of(
                                                            t.equals("true") ? "Static" : "IPCP"))
                                            .as("true is `Static`, false is `IPCP`")
                                    : conversion(transform));
            case "select:l1" ->
                    new Row.Refused(
                            "the stack is told by LowerLayers; what lies below a link is chosen by"
                                    + " this value");
            case "trigger" -> new Row.Trigger(formula(instance));
            default -> null;
        };
    }

    private Row.How fallback(String source, String transform, String instance) {
        String access =
                !source.contains("WANCommonInterfaceConfig")
                        ? ""
                        : instance.equals("dsl") ? "DSL" : "Ethernet";
        return new Late.Fallback(formula(instance), conversion(transform), access, Quality.DERIVED);
    }

    private Conversion leaseConversion(String transform) {
        return switch (transform) {
            case "derive" ->
                    Conversion.reading(t -> Optional.of(t.equals("DHCP") ? "true" : ""))
                            .as("`DHCP` is true");
            case "if-dhcp:secondsToDateTime" ->
                    Conversion.COPY.as("seconds from the time of the report as a point in time");
            default -> {
                String plain = transform.substring("if-dhcp:".length());
                int tag = plain.indexOf(":tag");
                yield conversion(tag < 0 ? plain : plain.substring(0, tag));
            }
        };
    }

    private Conversion conversion(String name) {
        return Objects.requireNonNull(Conversions.of(name, enumerations), name);
    }

    private static Formula formula(String text) {
        return Objects.requireNonNull(Formula.parse(text), text);
    }
}
