package org.trellis.cwmp.message;

import java.util.Comparator;
import java.util.Optional;

/**
 * The version a session is held in (TR-069 3.4.7, CWMP 1.4). Chosen from the Inform and valid for
 * that session only: a CPE that cannot get through may come back with an older version.
 *
 * @param namespace of every envelope the ACS sends in the session
 * @param announced whether InformResponse carries UseCWMPVersion; a CPE that listed no versions
 *     would have to fault on that header
 */
public record NegotiatedVersion(CwmpVersion version, CwmpNamespace namespace, boolean announced) {

    /** Empty when the CPE lists versions and none is known here: fault 8006. */
    public static Optional<NegotiatedVersion> negotiate(Envelope inform) {
        CwmpNamespace sent = inform.namespace();
        SoapHeader header = inform.header();
        if (header.supportedVersions().isEmpty()) {
            CwmpVersion implied = implied(sent, header.sessionTimeoutSeconds().isPresent());
            return Optional.of(new NegotiatedVersion(implied, sent, false));
        }
        return header.supportedVersions().stream()
                .flatMap(text -> CwmpVersion.parse(text).stream())
                .max(Comparator.naturalOrder())
                .map(best -> new NegotiatedVersion(best, answer(sent, best), true));
    }

    /** The header of the InformResponse: echoes the id, announces the version if that is due. */
    public SoapHeader informResponseHeader(Optional<String> id) {
        SoapHeader header = SoapHeader.of(id);
        return announced ? header.withUseVersion(version) : header;
    }

    private static CwmpNamespace answer(CwmpNamespace sent, CwmpVersion version) {
        return sent.standard() ? CwmpNamespace.of(version) : sent;
    }

    private static CwmpVersion implied(CwmpNamespace namespace, boolean sessionTimeout) {
        CwmpVersion version = namespace.version().orElse(CwmpVersion.V1_0);
        // SessionTimeout came with 1.3, which kept the namespace of 1.2.
        return version == CwmpVersion.V1_2 && sessionTimeout ? CwmpVersion.V1_3 : version;
    }
}
