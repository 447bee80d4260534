package org.trellis.model.capability.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.model.Quality;

/**
 * A site's boxes and who hangs at them. A tree or several: no cycles, every client once.
 *
 * @param root the node that the others reach the provider through
 */
public record Topology(
        Optional<String> root, List<Node> nodes, List<Edge> edges, List<Client> clients) {

    public static final Topology EMPTY =
            new Topology(Optional.empty(), List.of(), List.of(), List.of());

    /** A statement and where it comes from; the device is empty for one that is not managed. */
    public record Source(String device, ParameterPath path, Instant observedAt) {}

    /**
     * A gateway or an extender.
     *
     * @param id its IEEE 1905 address if there is one, else another of its MAC addresses
     * @param device the managed device that it is, if it is one
     * @param macAddresses all that is known to be its own
     */
    public record Node(
            String id,
            Optional<String> device,
            boolean gateway,
            Set<String> macAddresses,
            Optional<String> manufacturer,
            Optional<String> model,
            Optional<String> serialNumber,
            List<Source> sources) {
        public Node {
            macAddresses =
                    java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(macAddresses));
            sources = List.copyOf(sources);
        }
    }

    /** What tells an uplink, in the order of weight. */
    public enum Evidence {
        BACKHAUL_AL_ID,
        BACKHAUL_MAC_ADDRESS,
        STATION,
        IEEE1905_NEIGHBOR,
        HOST,
        /** Nothing does: it is somewhere below the gateway. */
        ASSUMED
    }

    /**
     * From an extender to what it is connected to.
     *
     * @param media as reported, for example {@code Wi-Fi} or {@code Ethernet}
     * @param phyRate in Mbit/s
     * @param source absent for what is assumed
     */
    public record Edge(
            String child,
            String parent,
            Evidence evidence,
            Optional<String> media,
            Optional<Long> phyRate,
            Quality quality,
            Optional<Source> source) {}

    /**
     * Whatever is no node.
     *
     * @param macAddress of the client, or of its multi-link device
     * @param node where it hangs; absent if there is none
     * @param signalStrength in dBm
     * @param links the addresses of the single links of a multi-link device
     */
    public record Client(
            String macAddress,
            Optional<String> node,
            boolean wireless,
            Optional<Boolean> active,
            Optional<String> bssid,
            Optional<String> ssid,
            Optional<Long> signalStrength,
            Optional<String> hostName,
            List<String> links,
            Source source) {
        public Client {
            links = List.copyOf(links);
        }
    }

    public Topology {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        clients = List.copyOf(clients);
    }
}
