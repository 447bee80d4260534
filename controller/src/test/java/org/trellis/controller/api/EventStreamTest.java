package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.controller.api.ApiServer.Answer;
import org.trellis.controller.store.EventRecord;

class EventStreamTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api =
                ApiServer.start(
                        "--trellis.api.event-subscribers=2",
                        "--trellis.api.event-heartbeat-millis=300");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void allAreGone() {
        awaitFollowers(0);
        api.core().events().forget(new UUID(0, 0));
    }

    /** A subscriber on a socket of its own, so that it can be cut in the middle. */
    private static final class Subscriber implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final String status;

        Subscriber(String query, String lastEventId) throws IOException {
            this(api, query, lastEventId);
        }

        Subscriber(ApiServer server, String query, String lastEventId) throws IOException {
            socket = new Socket("127.0.0.1", server.port());
            socket.setSoTimeout(10_000);
            String header = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/events"
                                            + query
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Authorization: Bearer "
                                            + ApiServer.READER
                                            + "\r\n"
                                            + header
                                            + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            status = in.readLine();
        }

        String line(String prefix) throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
            throw new IOException("the stream ended");
        }

        List<String> ids(int count) throws IOException {
            List<String> ids = new ArrayList<>();
            while (ids.size() < count) {
                String data = line("data: ");
                ids.add(data.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"));
            }
            return ids;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static EventRecord event(String type) {
        return api.core().events().add(FakeNorthbound.GATEWAY, type, Map.of("n", 1));
    }

    private static void awaitFollowers(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.core().events().followers() == count);
    }

    @Test
    void tells_events_as_they_happen_with_comments_in_between() throws IOException {
        try (Subscriber subscriber = new Subscriber("", "")) {
            assertThat(subscriber.status).startsWith("HTTP/1.1 200");
            assertThat(subscriber.line("Content-Type: ")).startsWith("text/event-stream");
            assertThat(subscriber.line("id: ")).hasSize(36);
            awaitFollowers(1);
            EventRecord boot = event("device.boot");
            assertThat(subscriber.line("id: ")).isEqualTo(boot.id().toString());
            assertThat(subscriber.line("event: ")).isEqualTo("device.boot");
            assertThat(subscriber.line("data: "))
                    .contains(
                            "\"deviceId\":\"" + FakeNorthbound.GATEWAY + "\"",
                            "\"data\":{\"n\":1}");
            assertThat(subscriber.line(": ")).isEqualTo("still here");
        }
        awaitFollowers(0);
    }

    @Test
    void resumes_behind_the_last_event_without_a_gap() throws IOException {
        String last;
        List<String> seen = new ArrayList<>();
        try (Subscriber subscriber = new Subscriber("", "")) {
            awaitFollowers(1);
            event("device.online");
            event("device.boot");
            seen.addAll(subscriber.ids(2));
            last = seen.getLast();
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            missed.add(event("parameter.changed").id().toString());
        }
        try (Subscriber subscriber = new Subscriber("", last)) {
            EventRecord live = event("device.offline");
            assertThat(subscriber.ids(50)).containsExactlyElementsOf(missed);
            assertThat(subscriber.ids(1)).containsExactly(live.id().toString());
        }
    }

    @Test
    void resumes_from_the_cursor_that_it_gives_before_the_first_event() throws IOException {
        String cursor;
        try (Subscriber subscriber = new Subscriber("", "")) {
            cursor = subscriber.line("id: ");
        }
        EventRecord missed = event("device.boot");
        try (Subscriber subscriber = new Subscriber("?after=" + cursor, "")) {
            assertThat(subscriber.ids(1)).containsExactly(missed.id().toString());
        }
    }

    @Test
    void says_reset_when_the_cursor_is_too_old() throws IOException {
        EventRecord old = event("device.boot");
        EventRecord kept = event("device.online");
        api.core().events().forget(kept.id());
        try (Subscriber subscriber = new Subscriber("", old.id().toString())) {
            assertThat(subscriber.line("event: ")).isEqualTo("reset");
        }
    }

    @Test
    void tells_only_what_was_asked_for() throws IOException {
        try (Subscriber subscriber =
                new Subscriber("?type=device.boot&deviceId=" + FakeNorthbound.GATEWAY, "")) {
            awaitFollowers(1);
            event("device.online");
            api.core().events().add(FakeNorthbound.PLUG, "device.boot", Map.of());
            EventRecord wanted = event("device.boot");
            assertThat(subscriber.ids(1)).containsExactly(wanted.id().toString());
        }
    }

    @Test
    void turns_away_who_finds_no_place_and_takes_them_later() throws IOException {
        try (Subscriber first = new Subscriber("", "");
                Subscriber second = new Subscriber("", "")) {
            assertThat(first.status).contains("200");
            assertThat(second.status).contains("200");
            Answer third = api.get("/api/v1/events");
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.header("Retry-After")).isEqualTo("10");
        }
        awaitFollowers(0);
        try (Subscriber again = new Subscriber("", "")) {
            assertThat(again.status).contains("200");
        }
    }

    @Test
    void refuses_a_cursor_that_is_none() {
        assertThat(api.get("/api/v1/events?after=yesterday").status()).isEqualTo(400);
    }

    @Test
    void ends_the_streams_when_the_application_stops() throws IOException {
        ApiServer other = ApiServer.start();
        try (Subscriber subscriber = new Subscriber(other, "", "")) {
            subscriber.line("id: ");
            long before = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void pages_through_a_devices_events() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    api.core()
                            .events()
                            .add(FakeNorthbound.CLONE, "device.boot", Map.of())
                            .id()
                            .toString());
        }
        String path = "/api/v1/devices/" + FakeNorthbound.CLONE + "/events";
        Answer first = api.get(path + "?limit=3");
        assertThat(first.json().at("/items")).hasSize(3);
        assertThat(first.json().at("/next").stringValue()).isEqualTo(ids.get(2));
        Answer rest = api.get(path + "?after=" + ids.get(2));
        assertThat(rest.json().at("/items/0/id").stringValue()).isEqualTo(ids.get(3));
        assertThat(rest.json().at("/next").isNull()).isTrue();
        assertThat(api.get(path + "?after=x").json().at("/errors/0/path").stringValue())
                .isEqualTo("after");
    }
}
