package org.trellis.southbound;

import java.util.Objects;
import java.util.Set;

/** Whose live sessions are over, because what let them in holds no more. */
public sealed interface Revocation {

    TenantId tenant();

    /** Whatever this principal authenticated: a key was revoked, a secret replaced. */
    record OfPrincipal(Principal principal) implements Revocation {
        public OfPrincipal {
            Objects.requireNonNull(principal);
        }

        @Override
        public TenantId tenant() {
            return principal.tenant();
        }
    }

    /**
     * Whatever the device has open: it was deleted, or put into quarantine.
     *
     * @param endpoints all that the device had
     */
    record OfDevice(TenantId tenant, DeviceId device, Set<EndpointId> endpoints)
            implements Revocation {
        public OfDevice {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(device);
            endpoints = Set.copyOf(endpoints);
        }
    }
}
