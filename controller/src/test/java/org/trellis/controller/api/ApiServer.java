package org.trellis.controller.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Northbound;
import org.trellis.southbound.TenantId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API on a real port over a {@link FakeNorthbound}. */
public final class ApiServer implements AutoCloseable {

    public static final String ADMIN = "admin-token-0123456789";
    public static final String READER = "reader-token-0123456789";
    public static final String WRITER = "writer-token-0123456789";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final FakeNorthbound core;
    private final int port;

    @EnableAutoConfiguration
    @Import(ApiConfiguration.class)
    static class App {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        FakeNorthbound fake(Clock clock) {
            return new FakeNorthbound(clock);
        }

        @Bean
        Northbound northbound(FakeNorthbound fake) {
            return fake.northbound();
        }

        @Bean
        ApiTokens tokens() {
            return new ApiTokens(
                    List.of(
                            ApiTokens.Token.admin("admin", ADMIN),
                            token("reader", READER, EnumSet.of(Caller.Right.READ)),
                            token(
                                    "writer",
                                    WRITER,
                                    EnumSet.of(Caller.Right.READ, Caller.Right.WRITE))));
        }

        private static ApiTokens.Token token(
                String name, String secret, EnumSet<Caller.Right> rights) {
            return new ApiTokens.Token(secret, new Caller(name, TenantId.DEFAULT, rights));
        }
    }

    private ApiServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.core = context.getBean(FakeNorthbound.class);
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", int.class);
    }

    public static ApiServer start(String... properties) {
        String[] fixed = {
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--logging.level.root=WARN",
            "--spring.config.location=optional:classpath:/none/"
        };
        String[] all = java.util.Arrays.copyOf(fixed, fixed.length + properties.length);
        System.arraycopy(properties, 0, all, fixed.length, properties.length);
        return new ApiServer(
                new SpringApplicationBuilder(App.class).registerShutdownHook(false).run(all));
    }

    public FakeNorthbound core() {
        return core;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** An answer with its body read as JSON where it is JSON. */
    record Answer(int status, java.net.http.HttpHeaders headers, String text, JsonNode json) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send(request(ADMIN, path).GET());
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer call(String method, String path, String body) {
        return send(
                request(ADMIN, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode json =
                    type.contains("json") && !type.contains("ndjson")
                            ? JSON.readTree(response.body())
                            : JSON.nullNode();
            return new Answer(response.statusCode(), response.headers(), response.body(), json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
