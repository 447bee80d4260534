package org.trellis.model.capability.view;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Secret;

/**
 * The connections to the provider and the lines below them.
 *
 * @param connections all candidates, the primary one first
 */
public record WanView(Summary summary, List<Connection> connections, Physical physical)
        implements CapabilityView {

    /** Why an interface is taken for a connection to the provider, in the order of weight. */
    public enum Evidence {
        IPV4_DEFAULT_ROUTE,
        IPV6_DEFAULT_ROUTE,
        UPSTREAM_INTERFACE,
        PUBLIC_ADDRESS
    }

    /**
     * One IP interface.
     *
     * @param stack what it runs over, from the top: references without the trailing dot
     */
    public record Connection(
            ParameterPath ipInterface,
            boolean primary,
            Evidence evidence,
            Link link,
            List<Address> addresses,
            List<Address6> addresses6,
            List<Reading<String>> prefixes,
            List<Gateway> gateways,
            List<Dns> dns,
            Optional<Ppp> ppp,
            Optional<Dhcp> dhcp,
            Traffic traffic,
            List<String> stack) {
        public Connection {
            addresses = List.copyOf(addresses);
            addresses6 = List.copyOf(addresses6);
            prefixes = List.copyOf(prefixes);
            gateways = List.copyOf(gateways);
            dns = List.copyOf(dns);
            stack = List.copyOf(stack);
        }
    }

    /** {@code Device.IP.Interface.{i}.}. */
    public record Link(
            Optional<Reading<String>> status,
            Optional<Reading<Long>> lastChange,
            Optional<Reading<List<String>>> lowerLayers,
            Optional<Reading<String>> router) {}

    /** An IPv4 address. */
    public record Address(
            long number,
            Optional<Reading<String>> ipAddress,
            Optional<Reading<String>> subnetMask,
            Optional<Reading<String>> addressingType) {}

    /** An IPv6 address. */
    public record Address6(long number, Optional<Reading<String>> ipAddress) {}

    /** A default route; the address is a next hop for IPv6. */
    public record Gateway(
            ParameterPath route,
            Optional<Reading<String>> address,
            Optional<Reading<String>> ipInterface) {}

    /** A name server that is asked over this connection, or over any. */
    public record Dns(long number, Optional<Reading<String>> server) {}

    /** {@code Device.PPP.Interface.{i}.}. */
    public record Ppp(
            ParameterPath pppInterface,
            Optional<Reading<String>> connectionStatus,
            Optional<Reading<String>> lastConnectionError,
            Optional<Reading<String>> username,
            Optional<Reading<Secret>> password) {}

    /** {@code Device.DHCPv4.Client.{i}.}. */
    public record Dhcp(
            ParameterPath client,
            Optional<Reading<String>> status,
            Optional<Reading<Long>> leaseTimeRemaining) {}

    /** Octets since the counters began. */
    public record Traffic(
            Optional<Reading<BigDecimal>> bytesSent, Optional<Reading<BigDecimal>> bytesReceived) {}

    /** The lines and radios towards the provider. */
    public record Physical(
            List<DslLine> dslLines,
            List<DslChannel> dslChannels,
            List<Optical> optical,
            List<Onu> onus,
            List<Cellular> cellular,
            List<Apn> apns) {
        public Physical {
            dslLines = List.copyOf(dslLines);
            dslChannels = List.copyOf(dslChannels);
            optical = List.copyOf(optical);
            onus = List.copyOf(onus);
            cellular = List.copyOf(cellular);
            apns = List.copyOf(apns);
        }
    }

    /** Margins and attenuation in 0.1 dB. */
    public record DslLine(
            long number,
            Optional<Reading<String>> linkStatus,
            Optional<Reading<Long>> downstreamNoiseMargin,
            Optional<Reading<Long>> upstreamNoiseMargin,
            Optional<Reading<Long>> downstreamAttenuation) {}

    /** Rates in kbit/s. */
    public record DslChannel(
            long number,
            Optional<Reading<Long>> downstreamRate,
            Optional<Reading<Long>> upstreamRate) {}

    /** Level in 0.001 dBm. */
    public record Optical(long number, Optional<Reading<Long>> signalLevel) {}

    /** A terminal of a passive optical network with the states of its sides to the network. */
    public record Onu(
            long number, Optional<Reading<String>> version, List<Reading<String>> aniStatus) {
        public Onu {
            aniStatus = List.copyOf(aniStatus);
        }
    }

    /** Signal in dBm. */
    public record Cellular(long number, Optional<Reading<Long>> rssi) {}

    /** A name of a mobile network's access point. */
    public record Apn(long number, Optional<Reading<String>> apn) {}

    public WanView {
        connections = List.copyOf(connections);
    }

    /** The connection that "the WAN connection" means. */
    public Optional<Connection> primary() {
        return connections.stream().filter(Connection::primary).findFirst();
    }
}
