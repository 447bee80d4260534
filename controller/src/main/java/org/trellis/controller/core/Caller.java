package org.trellis.controller.core;

import java.util.Set;
import org.trellis.southbound.TenantId;

/**
 * Who asks through the northbound API.
 *
 * @param name of the token, for {@code createdBy} and the audit
 */
public record Caller(String name, TenantId tenant, Set<Right> rights) {

    /** What a caller may do. */
    public enum Right {
        READ,
        WRITE,
        ADMINISTER,
        REVEAL_SECRETS
    }

    public Caller {
        rights = Set.copyOf(rights);
    }
}
