package org.trellis.cwmp.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.trellis.cwmp.connreq.CidrBlock;

/**
 * Where a request comes from. A proxy in front hides it and says so in {@code X-Forwarded-For} and
 * {@code X-Forwarded-Proto}; anybody can write these, so they are believed only from the proxies
 * that are configured. Immutable.
 */
final class Origins {

    private final List<CidrBlock> proxies;

    /**
     * @param proxies CIDR blocks
     * @throws IllegalArgumentException if one is none; the message names it
     */
    Origins(List<String> proxies) {
        this.proxies = proxies.stream().map(CidrBlock::parse).toList();
    }

    /**
     * Who sent a request.
     *
     * @param address numeric
     * @param secure whether it came over TLS as far as is known
     */
    record Origin(String address, boolean secure) {}

    Origin of(Request request) {
        String peer = Request.getRemoteAddr(request);
        if (proxies.isEmpty() || !isProxy(peer)) {
            return new Origin(peer, request.isSecure());
        }
        HttpFields headers = request.getHeaders();
        String proto = headers.get(HttpHeader.X_FORWARDED_PROTO);
        return new Origin(
                client(headers.getValuesList(HttpHeader.X_FORWARDED_FOR)).orElse(peer),
                request.isSecure() || "https".equalsIgnoreCase(proto));
    }

    /** Each proxy appends whom it heard: the last that is no proxy of ours is the client. */
    private Optional<String> client(List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        forwarded.forEach(line -> hops.addAll(List.of(line.split(","))));
        Optional<String> client = Optional.empty();
        for (String hop : hops.reversed()) {
            Optional<String> address = literal(hop.strip());
            if (address.isEmpty()) {
                break;
            }
            client = address;
            if (!isProxy(address.get())) {
                break;
            }
        }
        return client;
    }

    private boolean isProxy(String address) {
        return literal(address)
                .map(InetAddress::ofLiteral)
                .filter(a -> proxies.stream().anyMatch(p -> p.contains(a)))
                .isPresent();
    }

    /** The address without brackets and port; never a name, which would be looked up. */
    private static Optional<String> literal(String hop) {
        String address = hop;
        if (hop.startsWith("[")) {
            address = hop.substring(1, Math.max(1, hop.indexOf(']')));
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
            address = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
