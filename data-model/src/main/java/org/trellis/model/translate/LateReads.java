package org.trellis.model.translate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.translate.Evidence.Link;

/** What must be read beside a parameter for its canonical value to be told. */
final class LateReads {

    private static final String WAN_TYPE =
            "InternetGatewayDevice.WANDevice.{i}.WANCommonInterfaceConfig.WANAccessType";
    private static final String HOST = "InternetGatewayDevice.LANDevice.{i}.Hosts.Host.{i}.";
    private static final String LEASES = "AddressSource";
    private static final Formula STATION_NUMBER =
            Objects.requireNonNull(Formula.parse("host.wlan"));
    private static final Formula LINK = Objects.requireNonNull(Formula.parse("link"));
    private static final Formula POOL = Objects.requireNonNull(Formula.parse("pool.main"));
    private static final Formula BRIDGE = Objects.requireNonNull(Formula.parse("bridge"));
    private static final Formula HOST_NUMBER = Objects.requireNonNull(Formula.parse("host"));

    private final RowTable table;

    LateReads(RowTable table) {
        this.table = table;
    }

    /**
     * @param target numbers of the canonical path; may hold {@link Formula#ANY}
     * @param parameters to add to
     */
    void add(Row row, Late how, long[] target, Set<String> parameters) {
        switch (how) {
            case Late.Fallback fallback -> {
                long[] source = own(row, fallback.formula(), target, parameters);
                if (source != null && !fallback.access().isEmpty()) {
                    parameters.add(PathTemplate.of(WAN_TYPE).fill(source));
                }
            }
            case Late.TimeZone(Formula formula) -> {
                own(row, formula, target, parameters);
                for (String name : List.of("Used", "Start", "End")) {
                    parameters.add(Evidence.IGD + "Time.DaylightSavings" + name);
                }
                parameters.add(Evidence.IGD + "Time.LocalTimeZoneName");
            }
            case Late.WpsStatus(Formula formula) -> {
                long[] source = own(row, formula, target, parameters);
                if (source != null) {
                    parameters.add(
                            PathTemplate.of(WlanConfigurations.PREFIX + "WPS.Enable").fill(source));
                }
            }
            case Late.Lease lease -> {
                long[] source = own(row, lease.formula(), target, parameters);
                if (source != null) {
                    parameters.add(PathTemplate.of(HOST + LEASES).fill(source));
                }
            }
            case Late.HostLayer1(Formula formula) -> {
                own(row, formula, target, parameters);
                String wlans = PathTemplate.of(WlanConfigurations.PREFIX).fill(open(2));
                Band.EVIDENCE.forEach(name -> parameters.add(wlans + name));
            }
            case Late.StationAddress _ -> {
                if (STATION_NUMBER.inverse(target) != null) {
                    stations(row, parameters);
                }
            }
            case Late.Referred referred -> referred(row, referred, parameters);
            case Late.Joined(Formula formula, Join join) -> {
                long[] source = own(row, formula, target, parameters);
                if (source != null) {
                    parameters.add(join.keys(source));
                }
            }
            case Late.Available(Formula formula) -> {
                own(row, formula, target, parameters);
                String object = Evidence.IGD + "Layer2Bridging.AvailableInterface.*.";
                parameters.add(object + "AvailableInterfaceKey");
                parameters.add(object + "InterfaceReference");
            }
            case Late.OnPorts _ -> ports(row, target, parameters);
            case Late.NameServerType type -> {
                long[] item = type.items().inverse(target);
                if (item != null) {
                    String own = row.source().fill(Arrays.copyOf(item, item.length - 1));
                    parameters.add(own);
                    parameters.add(LateTranslation.objectOf(own) + "DNSServers");
                }
            }
            case Late.CodecOrder(Formula profile) -> codecs(row, profile, target, parameters);
            case Late.OnDsl(Formula formula) -> {
                long[] line = formula.inverse(target);
                if (line != null) {
                    parameters.add(row.source().text());
                    parameters.add(
                            PathTemplate.of(
                                            Evidence.IGD
                                                    + "WANDevice.{i}.WANDSLInterfaceConfig.Enable")
                                    .fill(line));
                }
            }
            case Late.Guard guard -> own(row, guard.formula(), target, parameters);
            case Late.BridgePort port -> anchor(row, port, target, parameters);
            case Late.Fact(Late.Fact.Kind kind) -> fact(kind, target, parameters);
        }
    }

    private static long @Nullable [] own(
            Row row, Formula formula, long[] target, Set<String> parameters) {
        long[] source = formula.inverse(target);
        if (source != null) {
            parameters.add(row.source().fill(source));
        }
        return source;
    }

    private static void stations(Row row, Set<String> parameters) {
        String own = row.source().fill(open(row.source().instances()));
        parameters.add(own);
        parameters.add(LateTranslation.objectOf(own) + "AssociatedDeviceMACAddress");
        parameters.add(Evidence.IGD + "LANDevice.*.Hosts.HostNumberOfEntries");
    }

    private static void referred(Row row, Late.Referred how, Set<String> parameters) {
        String own = row.source().fill(open(row.source().instances()));
        parameters.add(own);
        if (!how.via().isEmpty()) {
            parameters.add(LateTranslation.objectOf(own) + how.via());
        }
    }

    /** Which line uses a port is known only when all are read. */
    private static void ports(Row row, long[] target, Set<String> parameters) {
        long[] source = open(row.source().instances());
        source[0] = target[0];
        parameters.add(row.source().fill(source));
        long[] line = open(3);
        line[0] = target[0];
        parameters.add(PathTemplate.of(Evidence.LINE_PORTS).fill(line));
        parameters.add(Join.PORT.keys(target));
    }

    private static void codecs(Row row, Formula profile, long[] target, Set<String> parameters) {
        long[] source = profile.inverse(target);
        if (source != null) {
            long[] all = open(row.source().instances());
            System.arraycopy(source, 0, all, 0, source.length);
            String own = row.source().fill(all);
            parameters.add(own);
            parameters.add(LateTranslation.objectOf(own) + "Codec");
            parameters.add(LateTranslation.objectOf(own) + "Enable");
        }
    }

    /** What tells the routes of connections: each that is not bridged implies one. */
    static void routes(Set<String> parameters) {
        for (String kind : List.of("WANIPConnection", "WANPPPConnection")) {
            String connection = Evidence.IGD + "WANDevice.*.WANConnectionDevice.*." + kind + ".*.";
            parameters.add(connection + "DefaultGateway");
            parameters.add(connection + "ConnectionType");
        }
        parameters.add(Evidence.DEFAULT_CONNECTION);
    }

    private static void anchor(
            Row row, Late.BridgePort how, long[] target, Set<String> parameters) {
        long[] source = how.formula().inverse(target);
        if (source != null) {
            boolean wireless = row.source().text().equals(WlanConfigurations.PREFIX);
            parameters.add(row.source().fill(source) + (wireless ? "SSID" : "Enable"));
        }
    }

    private void fact(Late.Fact.Kind kind, long[] target, Set<String> parameters) {
        switch (kind) {
            case MANAGEMENT_PORT -> {
                for (String source : List.of(Evidence.LAN_ETHERNET, Evidence.SSID)) {
                    Row row = table.objectRow(LateTranslation.objectOf(source));
                    if (row != null && row.how() instanceof Late.BridgePort how) {
                        anchor(row, how, target[1] == 1 ? open(target[0]) : target, parameters);
                    }
                }
                long[] lan = BRIDGE.inverse(new long[] {target[0]});
                if (lan != null && (target[1] == 1 || target[1] == Formula.ANY)) {
                    String device = PathTemplate.of(Evidence.LAN).fill(lan);
                    parameters.add(device + "LANEthernetInterfaceNumberOfEntries");
                    parameters.add(device + "LANWLANConfigurationNumberOfEntries");
                }
            }
            case LAST_POOL -> {
                long[] lan = POOL.inverse(target);
                if (lan != null) {
                    parameters.add(PathTemplate.of(Evidence.POOLS).fill(lan));
                }
            }
            case ETHERNET_LINK -> {
                long[] link = LINK.inverse(target);
                if (link != null) {
                    String object = new Link(link[0], link[1]).path().replace("-1", "*");
                    parameters.add(object + "WANEthernetLinkConfig.EthernetLinkStatus");
                    parameters.add(object + "WANDSLLinkConfig.LinkType");
                    parameters.add(object + "WANPTMLinkConfig.Enable");
                    parameters.add(PathTemplate.of(WAN_TYPE).fill(new long[] {link[0]}));
                }
            }
            case ASSOCIATED_DEVICE -> {
                long[] host = HOST_NUMBER.inverse(target);
                if (host != null) {
                    parameters.add(PathTemplate.of(Evidence.HOST_MAC).fill(host));
                    parameters.add(PathTemplate.of(Evidence.STATION_MAC).fill(open(3)));
                }
            }
        }
    }

    /** All ports of one bridge. */
    private static long[] open(long bridge) {
        return new long[] {bridge, Formula.ANY};
    }

    private static long[] open(int instances) {
        long[] numbers = new long[instances];
        Arrays.fill(numbers, Formula.ANY);
        return numbers;
    }
}
