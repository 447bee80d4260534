package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as an operator's script would. */
final class ApiCaller {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String root;
    private final String token;

    ApiCaller(int port, String token) {
        this.root = "http://127.0.0.1:" + port;
        this.token = token;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> patch(String path, String body) throws IOException, InterruptedException {
        return send(request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode read(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    /** Runs a command and waits for its end. */
    JsonNode command(String device, String body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post("/api/v1/devices/" + device + "/commands?wait=60", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response);
    }

    /** Runs a command that must succeed. */
    JsonNode done(String device, String body) throws IOException, InterruptedException {
        JsonNode command = command(device, body);
        assertThat(command.path("status").asString()).as(command.toString()).isEqualTo("done");
        return command;
    }

    /** The text of one value, freshly read from the device. */
    String value(String device, String path) throws IOException, InterruptedException {
        JsonNode command = done(device, "{\"type\":\"get\",\"paths\":[\"" + path + "\"]}");
        return command.path("result").path("values").path(path).asString();
    }

    /** Waits until the device is registered. */
    JsonNode awaitDevice(String id) {
        List<JsonNode> found = new ArrayList<>();
        Awaitility.await("device " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    HttpResponse<String> response = get("/api/v1/devices/" + id);
                    if (response.statusCode() == 200) {
                        found.add(read(response));
                    }
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    /** Types of the device's events, oldest first. */
    List<String> eventTypes(String id) throws IOException, InterruptedException {
        List<String> types = new ArrayList<>();
        for (JsonNode event :
                read(get("/api/v1/devices/" + id + "/events?limit=500")).path("items")) {
            types.add(event.path("type").asString());
        }
        return types;
    }
}
