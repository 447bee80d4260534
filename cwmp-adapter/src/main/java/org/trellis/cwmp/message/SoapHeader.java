package org.trellis.cwmp.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The CWMP headers of an envelope (TR-069 3.5).
 *
 * @param id opaque, echoed exactly
 * @param holdRequests ACS to CPE only
 * @param sessionTimeoutSeconds CPE to ACS, on Inform
 * @param supportedVersions CPE to ACS, on Inform: as listed, known here or not; empty when not sent
 * @param useVersion ACS to CPE, on InformResponse
 */
public record SoapHeader(
        Optional<String> id,
        boolean holdRequests,
        OptionalLong sessionTimeoutSeconds,
        List<String> supportedVersions,
        Optional<CwmpVersion> useVersion) {

    public static final SoapHeader NONE = of(Optional.empty());

    public SoapHeader {
        supportedVersions = List.copyOf(supportedVersions);
    }

    public static SoapHeader of(Optional<String> id) {
        return new SoapHeader(id, false, OptionalLong.empty(), List.of(), Optional.empty());
    }

    public SoapHeader withUseVersion(CwmpVersion version) {
        return new SoapHeader(
                id, holdRequests, sessionTimeoutSeconds, supportedVersions, Optional.of(version));
    }

    public SoapHeader withHoldRequests(boolean hold) {
        return new SoapHeader(id, hold, sessionTimeoutSeconds, supportedVersions, useVersion);
    }
}
