package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;

/** The home network: its addresses, what is in it, and the ports. */
public record LanView(Summary summary, List<Network> networks, List<Host> hosts, List<Port> ports)
        implements CapabilityView {

    /**
     * An IP interface that owns DHCP pools.
     *
     * @param ipInterface absent if the pools do not tell, and their addresses do not either
     * @param served whether one of the pools is enabled
     */
    public record Network(
            Optional<ParameterPath> ipInterface,
            boolean served,
            List<Address> addresses,
            List<Pool> pools) {
        public Network {
            addresses = List.copyOf(addresses);
            pools = List.copyOf(pools);
        }
    }

    /** The device's own address in it. */
    public record Address(
            long number,
            Optional<Reading<String>> ipAddress,
            Optional<Reading<String>> subnetMask) {}

    /**
     * {@code Device.DHCPv4.Server.Pool.{i}.}.
     *
     * @param leaseTime in seconds, -1 for ever
     */
    public record Pool(
            ParameterPath path,
            long number,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<String>> minAddress,
            Optional<Reading<String>> maxAddress,
            Optional<Reading<Long>> leaseTime,
            Optional<Reading<List<String>>> dnsServers,
            Optional<Reading<String>> domainName,
            List<StaticLease> staticLeases) {
        public Pool {
            staticLeases = List.copyOf(staticLeases);
        }
    }

    /** An address that is kept for a host. */
    public record StaticLease(
            ParameterPath path,
            long number,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<String>> macAddress,
            Optional<Reading<String>> ipAddress) {}

    /**
     * Something in the network, by its MAC address.
     *
     * @param macAddress lower case, or what the device has in its place
     * @param sources the rows that it was found in
     */
    public record Host(
            String macAddress,
            Optional<Reading<String>> hostName,
            Optional<Reading<String>> ipAddress,
            Optional<Reading<Boolean>> active,
            Optional<Attachment> attachment,
            List<ParameterPath> sources) {
        public Host {
            sources = List.copyOf(sources);
        }
    }

    /** Where a host hangs. */
    public sealed interface Attachment {

        /** At a port, or at another wired interface. */
        record Wired(String port) implements Attachment {}

        /**
         * At an access point.
         *
         * @param accessPoint {@code Device.WiFi.AccessPoint.{i}.}, or the BSS of a mesh node
         * @param signalStrength in dBm
         */
        record Wifi(
                ParameterPath accessPoint,
                Optional<String> bssid,
                Optional<String> ssid,
                Optional<String> band,
                Optional<Reading<Long>> signalStrength)
                implements Attachment {}

        /** At a radio, of which only that is known. */
        record Radio(String radio, Optional<String> band) implements Attachment {}
    }

    /** {@code Device.Ethernet.Interface.{i}.}; the rate in Mbit/s. */
    public record Port(
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<String>> status,
            Optional<Reading<Long>> bitRate,
            Optional<Reading<String>> duplexMode,
            Optional<Reading<Boolean>> upstream) {}

    public LanView {
        networks = List.copyOf(networks);
        hosts = List.copyOf(hosts);
        ports = List.copyOf(ports);
    }
}
