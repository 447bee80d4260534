package org.trellis.cwmp.connreq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.cwmp.CwmpSettings;

class TargetPolicyTest {

    private static TargetPolicy policy(String... ranges) {
        return new TargetPolicy(
                new CwmpSettings.ConnectionRequests(
                        List.of(ranges), Set.of(), Duration.ofSeconds(5), 4, 10, true),
                port -> port == 7547);
    }

    @Test
    void a_device_may_be_called_where_it_came_from() {
        assertThat(policy().allows("http://192.0.2.7:7547/cr", "192.0.2.7")).isTrue();
        assertThat(policy().allows("http://192.0.2.8:7547/cr", "192.0.2.7")).isFalse();
        assertThat(policy().allows("http://[2001:db8::7]:7547/cr", "2001:db8:0:0:0:0:0:7"))
                .isTrue();
    }

    @Test
    void and_in_the_ranges_of_the_operator() {
        assertThat(policy("10.0.0.0/8").allows("http://10.1.2.3/cr", "192.0.2.7")).isTrue();
        assertThat(policy("10.0.0.0/8").allows("http://11.1.2.3/cr", "192.0.2.7")).isFalse();
        assertThat(policy("2001:db8::/33").allows("http://[2001:db8:7fff::1]/", "192.0.2.7"))
                .isTrue();
        assertThat(policy("2001:db8::/33").allows("http://[2001:db8:8000::1]/", "192.0.2.7"))
                .isFalse();
    }

    @Test
    void loopback_and_link_local_only_if_a_range_names_them() {
        assertThat(policy().allows("http://127.0.0.1:9000/", "127.0.0.1")).isFalse();
        assertThat(policy().allows("http://169.254.169.254/", "169.254.169.254")).isFalse();
        assertThat(policy("127.0.0.0/8").allows("http://127.0.0.1:9000/", "192.0.2.7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://192.0.2.7/cr",
                "file:///etc/passwd",
                "http://user:pw@192.0.2.7/",
                "http://192.0.2.7:0/",
                "http://192.0.2.7:99999/",
                "http://192.0.2.7/a b",
                "http://192.0.2.7/a\r\nX: y",
                "http:///cr",
                "192.0.2.7:7547"
            })
    void refuses_what_is_no_plain_http_url(String url) {
        assertThat(policy("0.0.0.0/0").allows(url, "192.0.2.7")).isFalse();
    }

    @Test
    void never_calls_this_installation() {
        CallbackUrl own = CallbackUrl.parse("http://127.0.0.1:7547/").orElseThrow();
        assertThat(policy("127.0.0.0/8").resolve(own))
                .isInstanceOf(TargetPolicy.Target.Refused.class);
        CallbackUrl other = CallbackUrl.parse("http://127.0.0.1:7548/").orElseThrow();
        assertThat(policy("127.0.0.0/8").resolve(other))
                .isInstanceOf(TargetPolicy.Target.Address.class);
    }

    @Test
    void a_name_must_lie_in_a_range() {
        CallbackUrl name = CallbackUrl.parse("http://localhost:9/").orElseThrow();
        assertThat(policy("10.0.0.0/8").resolve(name))
                .isInstanceOf(TargetPolicy.Target.Refused.class);
        assertThat(policy("127.0.0.0/8").resolve(name))
                .isInstanceOf(TargetPolicy.Target.Address.class);
    }

    @Test
    void a_range_that_is_none_is_told_at_the_start() {
        assertThatThrownBy(() -> policy("10.0.0.0/99")).hasMessageContaining("10.0.0.0/99");
        assertThatThrownBy(() -> policy("home")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keeps_the_target_byte_for_byte() {
        CallbackUrl url =
                CallbackUrl.parse("http://[2001:db8::1]:8080/a/%7e?b=c&d#e").orElseThrow();
        assertThat(url.target()).isEqualTo("/a/%7e?b=c&d");
        assertThat(url.hostHeader()).isEqualTo("[2001:db8::1]:8080");
        assertThat(CallbackUrl.parse("http://h").orElseThrow().target()).isEqualTo("/");
        assertThat(CallbackUrl.parse("http://h?x").orElseThrow().target()).isEqualTo("/?x");
    }
}
