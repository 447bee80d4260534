package org.trellis.usp;

import java.util.Objects;
import java.util.regex.Pattern;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;
import org.trellis.usp.mtp.MtpPeer;

/** One agent: an endpoint id within its tenant. */
record AgentKey(TenantId tenant, String endpointId) {

    private static final String PREFIX = "usp:";

    /** TR-369 R-ARC.4, with room for what vendors make of it; no blank, no control character. */
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9]{1,16}:[!-~]{0,32}:[!-~]{1,128}");

    AgentKey {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(endpointId);
    }

    static boolean isEndpointId(String text) {
        return FORM.matcher(text).matches();
    }

    static AgentKey of(MtpPeer peer) {
        return new AgentKey(peer.principal().tenant(), peer.endpointId());
    }

    static AgentKey of(Endpoint endpoint) {
        return of(endpoint.tenant(), endpoint.id());
    }

    static AgentKey of(TenantId tenant, EndpointId id) {
        return new AgentKey(
                tenant,
                id.value().startsWith(PREFIX) ? id.value().substring(PREFIX.length()) : id.value());
    }
}
