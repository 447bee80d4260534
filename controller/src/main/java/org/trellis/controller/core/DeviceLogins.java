package org.trellis.controller.core;

import java.security.SecureRandom;
import java.util.Optional;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * Credentials of the devices' own. One is stored, and accepted, before the device hears of it; what
 * let the device in until now stays good until it has come with it. So it does not matter whether
 * the device got it, or whether we heard that it did.
 */
final class DeviceLogins {

    private final Foundation core;
    private final KeyRing keys;
    private final OwnCredentials own;
    private final SecureRandom random = new SecureRandom();

    DeviceLogins(Foundation core, KeyRing keys, OwnCredentials own) {
        this.core = core;
        this.keys = keys;
        this.own = own;
    }

    /**
     * What a USP agent has is looked up by the endpoint id that it claims, and a key speaks for
     * none that has something: so what it is given counts only once it was shown.
     */
    DeviceLogin of(Endpoint endpoint) {
        if (endpoint.protocol() == Protocol.USP) {
            return own.give(endpoint);
        }
        String user = user(endpoint);
        Optional<DeviceCredential> known =
                core.stores().credentials().find(endpoint.protocol(), Authenticator.INBOUND, user);
        DeviceCredential credential = known.orElseGet(() -> make(endpoint, user));
        keys.known(credential);
        return new DeviceLogin(user, credential.secret());
    }

    private DeviceCredential make(Endpoint endpoint, String user) {
        DeviceCredential credential =
                new DeviceCredential(
                        endpoint.tenant(),
                        endpoint.protocol(),
                        Authenticator.INBOUND,
                        user,
                        Optional.of(endpoint.device()),
                        KeyOffice.secret(random),
                        core.now());
        core.stores().credentials().save(credential);
        return credential;
    }

    /** Names are unique over all tenants, device ids within one. */
    private static String user(Endpoint endpoint) {
        String device = endpoint.device().value();
        return endpoint.tenant().equals(TenantId.DEFAULT)
                ? device
                : device + "@" + endpoint.tenant().value();
    }
}
