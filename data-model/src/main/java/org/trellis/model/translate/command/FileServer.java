package org.trellis.model.translate.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where a file is, or shall be put. User and password may be empty. */
public record FileServer(String url, String username, String password) {

    /** TR-069 A.3.2.9 has room for no more. */
    private static final int MAX_LENGTH = 256;

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");

    public FileServer {
        Objects.requireNonNull(url);
        Objects.requireNonNull(username);
        Objects.requireNonNull(password);
    }

    /** Why a device cannot be sent there for a file; empty if it can. */
    static Optional<String> wrong(String url) {
        return wrong(url, MAX_LENGTH);
    }

    /**
     * As {@link #wrong(String)}.
     *
     * @param room for the URL in the RPC, in characters
     */
    static Optional<String> wrong(String url, int room) {
        if (url.length() > room) {
            return Optional.of("longer than " + room + " characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            return Optional.of("not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            return Optional.of("not a URL of http, https or ftp");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("names no host");
        }
        if (uri.getUserInfo() != null) {
            // TR-069 A.3.2.9: they have arguments of their own
            return Optional.of("user and password do not belong into the URL");
        }
        return uri.getPort() > 65535 ? Optional.of("no such port") : Optional.empty();
    }

    /** Without the password, and without the URL, whose path may be a bearer token. */
    @Override
    public String toString() {
        return "FileServer[username=" + username + "]";
    }
}
