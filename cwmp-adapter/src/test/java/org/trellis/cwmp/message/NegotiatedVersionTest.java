package org.trellis.cwmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NegotiatedVersionTest {

    @Test
    void takes_the_version_of_the_namespace_when_none_is_listed() {
        assertThat(negotiate("urn:dslforum-org:cwmp-1-0", OptionalLong.empty()))
                .contains(new NegotiatedVersion(CwmpVersion.V1_0, CwmpNamespace.CWMP_1_0, false));
        assertThat(negotiate("urn:dslforum-org:cwmp-1-1", OptionalLong.empty()))
                .contains(new NegotiatedVersion(CwmpVersion.V1_1, CwmpNamespace.CWMP_1_1, false));
        assertThat(negotiate("urn:dslforum-org:cwmp-1-2", OptionalLong.empty()))
                .contains(new NegotiatedVersion(CwmpVersion.V1_2, CwmpNamespace.CWMP_1_2, false));
    }

    @Test
    void tells_1_3_from_1_2_by_the_session_timeout() {
        assertThat(negotiate("urn:dslforum-org:cwmp-1-2", OptionalLong.of(60)))
                .contains(new NegotiatedVersion(CwmpVersion.V1_3, CwmpNamespace.CWMP_1_2, false));
    }

    @Test
    void answers_an_invented_namespace_in_kind() {
        CwmpNamespace invented = new CwmpNamespace("urn:dslforum-org:cwmp-1-3");
        CwmpNamespace foreign = new CwmpNamespace("urn:example-com:acs-9");

        assertThat(negotiate(invented.uri(), OptionalLong.empty()))
                .contains(new NegotiatedVersion(CwmpVersion.V1_3, invented, false));
        assertThat(negotiate(invented.uri(), OptionalLong.empty(), "1.2", "1.4"))
                .contains(new NegotiatedVersion(CwmpVersion.V1_4, invented, true));
        assertThat(negotiate(foreign.uri(), OptionalLong.empty()))
                .contains(new NegotiatedVersion(CwmpVersion.V1_0, foreign, false));
    }

    @Test
    void takes_the_highest_version_both_know_and_announces_it() {
        assertThat(
                        negotiate(
                                "urn:dslforum-org:cwmp-1-0",
                                OptionalLong.empty(),
                                "1.4",
                                "1.0",
                                "1.10",
                                "2.7"))
                .contains(new NegotiatedVersion(CwmpVersion.V1_4, CwmpNamespace.CWMP_1_2, true));
        assertThat(
                        negotiate("urn:dslforum-org:cwmp-1-2", OptionalLong.empty(), "1.1", "1.0")
                                .orElseThrow()
                                .informResponseHeader(Optional.of("7")))
                .isEqualTo(SoapHeader.of(Optional.of("7")).withUseVersion(CwmpVersion.V1_1));
    }

    @Test
    void finds_nothing_when_no_listed_version_is_known() {
        assertThat(negotiate("urn:dslforum-org:cwmp-1-2", OptionalLong.empty(), "2.0", "x"))
                .isEmpty();
    }

    private static Optional<NegotiatedVersion> negotiate(
            String uri, OptionalLong timeout, String... listed) {
        SoapHeader header =
                new SoapHeader(Optional.of("1"), false, timeout, List.of(listed), Optional.empty());
        return NegotiatedVersion.negotiate(
                new Envelope(new CwmpNamespace(uri), header, new GetRPCMethods()));
    }
}
