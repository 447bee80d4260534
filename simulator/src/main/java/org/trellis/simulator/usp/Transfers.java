package org.trellis.simulator.usp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that an agent fetches and sends, really. */
final class Transfers {

    /** Command failure (TR-369). */
    private static final int COMMAND_FAILURE = 7022;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");

    private Transfers() {}

    static Outcome get(String url) {
        return exchange(url, HttpRequest.newBuilder().GET());
    }

    static Outcome put(String url, String content) {
        return exchange(
                url, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(content)));
    }

    private static Outcome exchange(String url, HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> response =
                    client.send(
                            request.uri(URI.create(url)).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.discarding());
            return response.statusCode() / 100 == 2
                    ? new Outcome.Done(Map.of())
                    : new Outcome.Failed(COMMAND_FAILURE, "status " + response.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return new Outcome.Failed(COMMAND_FAILURE, "no transfer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(COMMAND_FAILURE, "interrupted");
        }
    }

    /** The version that a file's name tells, as those of firmware do. */
    static String version(String url) {
        Matcher version = VERSION.matcher(url.substring(url.lastIndexOf('/') + 1));
        return version.find() ? version.group() : "1.0.1";
    }
}
