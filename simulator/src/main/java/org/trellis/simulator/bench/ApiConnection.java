package org.trellis.simulator.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.trellis.simulator.http.HttpWire;

/** One keep-alive connection to the API. Not thread-safe. */
final class ApiConnection {

    private static final int TIMEOUT_MILLIS = 70_000;

    private final HttpWire wire;
    private final String headers;

    ApiConnection(URI api, String token) {
        this.wire = new HttpWire(api.getHost(), api.getPort(), TIMEOUT_MILLIS, Optional.empty());
        this.headers = "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n";
    }

    HttpWire.Reply post(String path, String json) throws IOException {
        return wire.post(path, headers, json.getBytes(StandardCharsets.UTF_8));
    }
}
