package org.trellis.simulator.cwmp;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * How a pretended CPE reaches the file server that an RPC names: plain HTTP, this machine alone.
 */
final class FileFetch {

    private static final Set<String> HERE = Set.of("127.0.0.1", "[::1]", "localhost");

    private static final int TIMEOUT_MILLIS = 5_000;

    private FileFetch() {}

    /** Reads the file and forgets it. */
    static void fetch(AcsMessage.Node request) throws IOException {
        HttpURLConnection connection = connect(request);
        try {
            connection.getInputStream().readAllBytes();
        } finally {
            connection.disconnect();
        }
    }

    /**
     * @param request with URL, Username and Password
     */
    static HttpURLConnection connect(AcsMessage.Node request) throws IOException {
        URI uri = URI.create(request.childText("URL"));
        boolean here =
                "http".equals(uri.getScheme())
                        && uri.getHost() != null
                        && HERE.contains(uri.getHost());
        if (!here) {
            throw new IOException("not on this machine");
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        String user = request.childText("Username");
        if (!user.isEmpty()) {
            String login = user + ":" + request.childText("Password");
            connection.setRequestProperty(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return connection;
    }
}
