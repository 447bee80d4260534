package org.trellis.cwmp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void computes_the_example_of_rfc_2617() {
        DigestFields fields =
                new DigestFields(
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        "00000001",
                        "0a4f113b",
                        "auth",
                        "/dir/index.html");
        String secret =
                DigestAlgorithm.MD5.secret("Mufasa", "testrealm@host.com", "Circle Of Life");
        assertThat(DigestAlgorithm.MD5.response(secret, "GET", fields))
                .isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @Test
    void computes_the_examples_of_rfc_7616() {
        DigestFields fields =
                new DigestFields(
                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                        "00000001",
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                        "auth",
                        "/dir/index.html");
        String realm = "http-auth@example.org";
        assertThat(
                        DigestAlgorithm.MD5.response(
                                DigestAlgorithm.MD5.secret("Mufasa", realm, "Circle of Life"),
                                "GET",
                                fields))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(
                        DigestAlgorithm.SHA_256.response(
                                DigestAlgorithm.SHA_256.secret("Mufasa", realm, "Circle of Life"),
                                "GET",
                                fields))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void without_qop_the_form_of_rfc_2069_is_used() {
        String secret = DigestAlgorithm.MD5.secret("Mufasa", "testrealm@host.com", "CircleOfLife");
        DigestFields fields =
                new DigestFields(
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093", "", "", "", "/dir/index.html");
        assertThat(DigestAlgorithm.MD5.response(secret, "GET", fields))
                .isEqualTo("1949323746fe6a43ef61f9606e7febea");
    }

    @Test
    void reads_headers_in_any_spacing_order_and_quoting() {
        AuthParameters fritz =
                AuthParameters.parse(
                                "Digest realm=\"trellis\",username = \"00040E-3A\\\"x\" ,uri=\"/a?b=1,2\", nc=00000001,qop=\"auth\",algorithm=MD5")
                        .orElseThrow();
        assertThat(fritz.scheme()).isEqualTo("digest");
        assertThat(fritz.get("username")).isEqualTo("00040E-3A\"x");
        assertThat(fritz.get("uri")).isEqualTo("/a?b=1,2");
        assertThat(fritz.get("algorithm")).isEqualTo("MD5");
        assertThat(fritz.get("qop")).isEqualTo("auth");
        assertThat(fritz.get("cnonce")).isEmpty();
        assertThat(AuthParameters.parse("Digest username=\"open").orElseThrow().get("username"))
                .isEqualTo("open");
        assertThat(AuthParameters.parse("x".repeat(5000))).isEmpty();
    }

    @Test
    void a_nonce_is_good_on_any_node_for_its_lifetime() {
        byte[] secret = {1, 2, 3};
        Duration lifetime = Duration.ofSeconds(120);
        Nonces one = new Nonces(secret, lifetime, new Random(1));
        Nonces two = new Nonces(secret, lifetime, new Random(2));
        String nonce = one.issue(NOW);
        assertThat(two.check(nonce, NOW.plusSeconds(119))).isEqualTo(Nonces.Verdict.FRESH);
        assertThat(two.check(nonce, NOW.plusSeconds(121))).isEqualTo(Nonces.Verdict.STALE);
        assertThat(two.check(nonce, NOW.minusSeconds(60))).isEqualTo(Nonces.Verdict.STALE);
        String forged = (nonce.charAt(0) == '1' ? '2' : '1') + nonce.substring(1);
        assertThat(two.check(forged, NOW)).isEqualTo(Nonces.Verdict.FOREIGN);
        assertThat(two.check("d9bbde06ca5b48dc", NOW)).isEqualTo(Nonces.Verdict.FOREIGN);
        assertThat(new Nonces(new byte[] {9}, lifetime, new Random(1)).check(nonce, NOW))
                .isEqualTo(Nonces.Verdict.FOREIGN);
    }

    @Test
    void a_proof_is_good_once_even_where_the_counter_stands_still() {
        NonceUses uses = new NonceUses(Duration.ofSeconds(120), 1000);
        assertThat(uses.firstUse("n", "00000001", "a", NOW)).isTrue();
        assertThat(uses.firstUse("n", "00000001", "b", NOW)).as("softov").isTrue();
        assertThat(uses.firstUse("n", "00000001", "a", NOW)).isFalse();
        assertThat(uses.firstUse("n", "00000002", "a", NOW)).isTrue();
        assertThat(uses.firstUse("n", "00000001", "a", NOW.plusSeconds(130)))
                .as("kept for the nonce's lifetime at least")
                .isFalse();
    }

    @Test
    void guessing_is_slowed_down_for_one_user_at_one_address() {
        FailureLimiter limiter = new FailureLimiter(3);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.exhausted("a", "wrong", NOW)).isFalse();
            limiter.failed("a", "wrong", NOW);
        }
        assertThat(limiter.exhausted("a", "wrong", NOW)).isTrue();
        assertThat(limiter.exhausted("a", "other", NOW)).as("behind the same proxy").isFalse();
        assertThat(limiter.exhausted("a", "", NOW)).as("still to be challenged").isFalse();
        assertThat(limiter.exhausted("b", "wrong", NOW)).isFalse();
        assertThat(limiter.exhausted("a", "wrong", NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void guessing_names_from_one_address_is_slowed_down_too() {
        FailureLimiter limiter = new FailureLimiter(3);
        for (int i = 0; i < 60; i++) {
            assertThat(limiter.exhausted("a", "next", NOW)).isFalse();
            limiter.failed("a", "user-" + i, NOW);
        }
        assertThat(limiter.exhausted("a", "next", NOW)).isTrue();
        assertThat(limiter.exhausted("b", "next", NOW)).isFalse();
    }

    @Test
    void answers_a_challenge_without_qop_without_counters() {
        String answer =
                ClientDigest.answer(
                                List.of("Digest realm=\"cpe\", nonce=\"abc\""),
                                "u",
                                "p",
                                false,
                                "/cr?x=1",
                                new Random(1))
                        .orElseThrow();
        assertThat(answer)
                .doesNotContain("qop")
                .doesNotContain("nc=")
                .doesNotContain("cnonce")
                .doesNotContain("opaque")
                .doesNotContain("algorithm")
                .contains("uri=\"/cr?x=1\"");
    }

    @Test
    void basic_is_answered_only_where_it_is_allowed() {
        List<String> challenge = List.of("Basic realm=\"cpe\"");
        assertThat(ClientDigest.answer(challenge, "u", "p", false, "/", new Random(1))).isEmpty();
        assertThat(ClientDigest.answer(challenge, "u", "p", true, "/", new Random(1)))
                .contains("Basic dTpw");
    }
}
