package org.trellis.controller.config;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.trellis.simulator.state.DeviceState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway as an operator's script sees it through the API, which is the same whatever it speaks.
 *
 * @param label heads its column
 * @param state what the device itself holds, to see that a change has reached it
 */
record Gateway(String label, String id, ApiCaller api, DeviceState state) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a step of a task came to. */
    sealed interface Answer {

        /** Done, with what it yielded. */
        record Done(JsonNode body) implements Answer {}

        /** Refused or failed: the API's reason. */
        record Refused(String reason) implements Answer {}
    }

    /** Changes a capability and waits for the end. */
    Answer patch(String capability, Object body) throws IOException, InterruptedException {
        return answer(
                api.patch(
                        "/api/v1/devices/" + id + "/capabilities/" + capability + "?wait=60",
                        JSON.writeValueAsString(body)));
    }

    /** Runs a command and waits for its end. */
    Answer command(Map<String, ?> body) throws IOException, InterruptedException {
        return answer(
                api.post(
                        "/api/v1/devices/" + id + "/commands?wait=60",
                        JSON.writeValueAsString(body)));
    }

    Answer get(String... paths) throws IOException, InterruptedException {
        return command(Map.of("type", "get", "paths", List.of(paths)));
    }

    Answer operate(String path, Map<String, String> input)
            throws IOException, InterruptedException {
        return command(Map.of("type", "operate", "path", path, "input", input));
    }

    private Answer answer(HttpResponse<String> response) {
        JsonNode body = api.read(response);
        if (response.statusCode() == 200 && body.path("status").asString().equals("done")) {
            return new Answer.Done(body);
        }
        JsonNode first = body.path("errors").path(0);
        String reason =
                first.isMissingNode()
                        ? body.path("detail").asString(body.path("status").asString())
                        : first.path("message").asString();
        return new Answer.Refused(reason);
    }

    /** A capability as it is known now. */
    JsonNode capability(String name) throws IOException, InterruptedException {
        return api.read(api.get("/api/v1/devices/" + id + "/capabilities/" + name));
    }

    /** What is known of parameters, by path. */
    Map<String, String> known(String path) throws IOException, InterruptedException {
        Map<String, String> values = new java.util.TreeMap<>();
        JsonNode body =
                api.read(
                        api.get(
                                "/api/v1/devices/"
                                        + id
                                        + "/parameters?limit=500&path="
                                        + java.net.URLEncoder.encode(
                                                path, java.nio.charset.StandardCharsets.UTF_8)));
        for (JsonNode item : body.path("items")) {
            values.put(item.path("path").asString(), item.path("value").asString(""));
        }
        return values;
    }

    /** The row object, with its dot, whose parameter has this value. */
    Optional<String> row(String wildcard, String value) throws IOException, InterruptedException {
        return known(wildcard).entrySet().stream()
                .filter(e -> e.getValue().equals(value))
                .map(e -> e.getKey().substring(0, e.getKey().lastIndexOf('.') + 1))
                .findFirst();
    }

    /** Items of a list. */
    static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** The values of readings, in order; what is absent is left out. */
    static List<String> values(JsonNode object, String... names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            JsonNode reading = object.at("/" + name.replace('.', '/'));
            JsonNode value = reading.has("value") ? reading.path("value") : reading;
            if (!value.isMissingNode()) {
                values.add(value.isArray() ? joined(value) : value.asString());
            }
        }
        return values;
    }

    private static String joined(JsonNode list) {
        return String.join(",", items(list).stream().map(JsonNode::asString).toList());
    }
}
