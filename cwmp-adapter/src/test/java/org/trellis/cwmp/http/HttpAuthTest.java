package org.trellis.cwmp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;
import org.trellis.cwmp.auth.TestDigest;
import org.trellis.cwmp.session.Settings;

class HttpAuthTest {

    private final RecordingPort port = new RecordingPort();
    private Optional<CwmpAdapter> adapter = Optional.empty();

    private List<String> proxies = List.of();

    private RawClient cpe(CwmpAuthMode mode) throws IOException {
        if (adapter.isEmpty()) {
            port.users.put("trellis", "secret");
            port.settings.put(Settings.PASSWORD, "known");
            port.settings.put(Settings.OWN_LOGIN, "refused");
            CwmpAdapter fresh =
                    new CwmpAdapter(
                            CwmpSettings.of("127.0.0.1", 0, mode).withTrustedProxies(proxies),
                            Clock.systemUTC(),
                            new SecureRandom());
            fresh.start(port);
            adapter = Optional.of(fresh);
        }
        return new RawClient(adapter.get().port());
    }

    @AfterEach
    void stop() {
        adapter.ifPresent(CwmpAdapter::close);
    }

    private static String digest(RawClient.Reply challenge, String user, String password, int nc) {
        return "Authorization: "
                + TestDigest.answer(
                        challenge.all("WWW-Authenticate"), user, password, "/acs", nc, "c" + nc);
    }

    @Test
    void digest_lets_a_cpe_in_on_a_new_connection_and_through_its_session() throws Exception {
        RawClient.Reply challenge;
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            challenge = cpe.post(Envelopes.inform("ONE", "2 PERIODIC"));
            assertThat(challenge.status()).isEqualTo(401);
            assertThat(challenge.all("WWW-Authenticate"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("Digest ");
            assertThat(challenge.closes()).isFalse();
        }
        assertThat(port.hellos).as("events of a stranger").isEmpty();
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            RawClient.Reply informed =
                    cpe.post(
                            Envelopes.inform("ONE", "2 PERIODIC"),
                            digest(challenge, "trellis", "secret", 1));
            assertThat(informed.status()).isEqualTo(200);
            assertThat(
                            cpe.empty(informed.cookie(), digest(challenge, "trellis", "secret", 2))
                                    .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void a_session_goes_on_without_credentials_on_its_connection_but_not_on_another()
            throws Exception {
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED);
                RawClient other = cpe(CwmpAuthMode.REQUIRED)) {
            RawClient.Reply challenge = cpe.post(Envelopes.inform("ONE", "2 PERIODIC"));
            String cookie =
                    cpe.post(
                                    Envelopes.inform("ONE", "2 PERIODIC"),
                                    digest(challenge, "trellis", "secret", 1))
                            .cookie();
            RawClient.Reply again = other.empty(cookie);
            assertThat(again.status()).isEqualTo(401);
            assertThat(cpe.empty(cookie).status()).isEqualTo(204);
        }
    }

    @Test
    void a_wrong_password_is_401_once_more_and_then_403() throws Exception {
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            String inform = Envelopes.inform("ONE", "2 PERIODIC");
            RawClient.Reply challenge = cpe.post(inform);
            challenge = cpe.post(inform, digest(challenge, "trellis", "wrong", 1));
            assertThat(challenge.status()).isEqualTo(401);
            RawClient.Reply refused = cpe.post(inform, digest(challenge, "nobody", "secret", 1));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.closes()).isTrue();
        }
        assertThat(port.hellos).isEmpty();
        assertThat(adapter.orElseThrow().metrics().snapshot().wrongCredentials()).isEqualTo(2);
    }

    /** One behind the proxy shows 60 wrong passwords. */
    private void guess(String from) throws IOException {
        try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
            cpe.post(Envelopes.inform("ONE", "2 PERIODIC"));
        }
        String wrong = "Authorization: Basic dHJlbGxpczp3cm9uZw==";
        for (int i = 0; i < 60; i++) {
            try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
                cpe.post(Envelopes.inform("ONE", "2 PERIODIC"), wrong, from);
            }
        }
    }

    private int statusFrom(String from) throws IOException {
        try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
            String right = "Authorization: Basic dHJlbGxpczpzZWNyZXQ=";
            String url = "http://192.0.2.2:7547/cr";
            return cpe.post(Envelopes.inform("TWO", "2 PERIODIC", 0, url), right, from).status();
        }
    }

    @Test
    void behind_a_configured_proxy_each_device_answers_for_itself() throws Exception {
        proxies = List.of("127.0.0.0/8");
        guess("X-Forwarded-For: 203.0.113.9, 192.0.2.1");
        assertThat(statusFrom("X-Forwarded-For: 203.0.113.9, 192.0.2.1")).isEqualTo(403);
        assertThat(statusFrom("X-Forwarded-For: 192.0.2.1, 192.0.2.2, 127.0.0.9")).isEqualTo(200);
        assertThat(port.hellos.getLast().address())
                .as("it is called where its Inform came from")
                .isEqualTo("http://192.0.2.2:7547/cr");
    }

    @Test
    void nobody_else_is_believed_to_forward() throws Exception {
        guess("X-Forwarded-For: 192.0.2.1");
        assertThat(statusFrom("X-Forwarded-For: 192.0.2.2")).isEqualTo(403);
    }

    @Test
    void a_replayed_proof_is_challenged_as_stale() throws Exception {
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            String inform = Envelopes.inform("ONE", "2 PERIODIC");
            String proof = digest(cpe.post(inform), "trellis", "secret", 1);
            assertThat(cpe.post(inform, proof).status()).isEqualTo(200);
            try (RawClient thief = cpe(CwmpAuthMode.REQUIRED)) {
                RawClient.Reply again = thief.post(inform, proof);
                assertThat(again.status()).isEqualTo(401);
                assertThat(again.header("WWW-Authenticate").orElseThrow()).contains("stale=true");
            }
        }
    }

    @Test
    void plain_basic_needs_the_setting() throws Exception {
        String basic = "Authorization: Basic dHJlbGxpczpzZWNyZXQ=";
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            assertThat(cpe.post(Envelopes.inform("ONE", "2 PERIODIC"), basic).status())
                    .isEqualTo(401);
        }
        stop();
        adapter = Optional.empty();
        try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
            RawClient.Reply informed = cpe.post(Envelopes.inform("ONE", "2 PERIODIC"), basic);
            assertThat(informed.status()).isEqualTo(200);
            assertThat(cpe.empty(informed.cookie(), basic).status()).isEqualTo(204);
        }
    }

    @Test
    void a_cpe_without_cookies_and_with_a_connection_per_post_is_known_by_its_user()
            throws Exception {
        String basic = "Authorization: Basic dHJlbGxpczpzZWNyZXQ=";
        try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
            assertThat(cpe.post(Envelopes.inform("ONE", "2 PERIODIC"), basic).status())
                    .isEqualTo(200);
        }
        try (RawClient cpe = cpe(CwmpAuthMode.ALLOW_PLAIN_BASIC)) {
            assertThat(cpe.empty(basic).status()).isEqualTo(204);
        }
        assertThat(port.calls).hasSize(2);
    }

    @Test
    void of_two_sessions_of_one_user_a_post_without_cookie_belongs_to_neither_until_one_is_over()
            throws Exception {
        String basic = "Authorization: Basic dHJlbGxpczpzZWNyZXQ=";
        CwmpAuthMode mode = CwmpAuthMode.ALLOW_PLAIN_BASIC;
        try (RawClient one = cpe(mode);
                RawClient two = cpe(mode)) {
            RawClient.Reply informed = one.post(Envelopes.inform("ONE", "2 PERIODIC"), basic);
            two.post(Envelopes.inform("TWO", "2 PERIODIC"), basic);
            try (RawClient unclear = cpe(mode)) {
                assertThat(unclear.empty(basic).status()).isEqualTo(400);
            }
            assertThat(one.empty(informed.cookie(), basic).status()).isEqualTo(204);
            try (RawClient clear = cpe(mode)) {
                assertThat(clear.empty(basic).status()).isEqualTo(204);
            }
        }
    }

    @Test
    void an_unauthenticated_body_is_not_kept() throws Exception {
        byte[] big = new byte[200 << 10];
        new Random(1).nextBytes(big);
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            assertThat(cpe.post(big).status()).isEqualTo(401);
            assertThat(cpe.post(big).status()).as("same connection").isEqualTo(401);
        }
        try (RawClient cpe = cpe(CwmpAuthMode.REQUIRED)) {
            assertThat(List.of(401, 413)).contains(cpe.post(new byte[300 << 10]).status());
        }
    }
}
