package org.trellis.usp.mtp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeRequestTest {

    @ParameterizedTest
    @CsvSource({
        "/usp/key?eid=os%3A%3A012345-LABWS0001, key, os::012345-LABWS0001",
        "/usp/key?eid=os::012345-a.b, key, os::012345-a.b",
        "/usp/key?eid=doc::agent%2521, key, doc::agent%21",
        "/usp/k%2Fy?x=1&eid=self::a, k/y, self::a",
        "/usp/key, key, ",
        "/usp?eid=self::a, , self::a",
        "/usp/, , "
    })
    void reads_token_and_endpoint_id(String target, String token, String eid) throws Exception {
        HandshakeRequest request = HandshakeRequest.parse(target, "");
        assertThat(request.token()).isEqualTo(Optional.ofNullable(token));
        assertThat(request.endpointId()).isEqualTo(Optional.ofNullable(eid));
        assertThat(request.offersExtension()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404",
        "/other, 404",
        "/usp/a/b, 404",
        "/uspx, 404",
        "/usp/key?eid=, 400",
        "/usp/key?eid=x, 400",
        "/usp/key?eid=os::%, 400",
        "/usp/key?eid=os::%zz, 400",
        "/usp/key?eid=os::a%2Fb, 400",
        "/usp/%ff, 400"
    })
    void refuses_what_it_cannot_read(String target, int status) {
        assertThatThrownBy(() -> HandshakeRequest.parse(target, ""))
                .isInstanceOfSatisfying(
                        HandshakeRequest.RefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void refuses_an_endless_target() {
        assertThatThrownBy(() -> HandshakeRequest.parse("/usp/" + "a".repeat(3_000), ""))
                .isInstanceOf(HandshakeRequest.RefusedException.class);
    }

    @Test
    void reads_the_extension_of_1_2() throws Exception {
        HandshakeRequest request =
                HandshakeRequest.parse("/usp/key", "foo, bbf-usp-protocol;eid=\"os::1\"");
        assertThat(request.endpointId()).contains("os::1");
        assertThat(request.offersExtension()).isTrue();
        assertThat(HandshakeRequest.parse("/usp/key?eid=os::2", "bbf-usp-protocol; eid=os::1"))
                .extracting(HandshakeRequest::endpointId)
                .isEqualTo(Optional.of("os::2"));
    }

    @Test
    void does_not_print_the_token() throws Exception {
        assertThat(HandshakeRequest.parse("/usp/secret?eid=os::1", "").toString())
                .doesNotContain("secret");
    }
}
