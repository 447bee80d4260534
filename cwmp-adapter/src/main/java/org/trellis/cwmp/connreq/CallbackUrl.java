package org.trellis.cwmp.connreq;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * A connection-request URL (TR-069 3.2.2.1): plain http, a host, a port, and what goes into the
 * request line. Parsed by hand because devices write targets that {@link java.net.URI} refuses.
 *
 * @param host without brackets
 * @param target path and query, byte for byte
 */
record CallbackUrl(String host, int port, String target) {

    private static final int MAX_LENGTH = 512;

    static Optional<CallbackUrl> parse(String url) {
        if (url.length() > MAX_LENGTH
                || !url.toLowerCase(Locale.ROOT).startsWith("http://")
                || url.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            return Optional.empty();
        }
        String rest = url.substring("http://".length());
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        String target = rest.substring(end);
        int hash = target.indexOf('#');
        if (hash >= 0) {
            target = target.substring(0, hash);
        }
        if (!target.startsWith("/")) {
            target = "/" + target;
        }
        return authority(authority, target);
    }

    private static Optional<CallbackUrl> authority(String authority, String target) {
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            return Optional.empty();
        }
        int bracket = authority.indexOf(']');
        boolean bracketed = authority.charAt(0) == '[' && bracket > 0;
        int colon = authority.indexOf(':', bracketed ? bracket : 0);
        String host =
                bracketed
                        ? authority.substring(1, bracket)
                        : colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "80" : authority.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(port);
        return number < 1 || number > 65535
                ? Optional.empty()
                : Optional.of(new CallbackUrl(host, number, target));
    }

    /** The address, where the host is written as one; no name is looked up. */
    Optional<InetAddress> literal() {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /** As the Host header writes it. */
    String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == 80 ? name : name + ":" + port;
    }
}
