package org.trellis.controller.core;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * The credentials that devices are given in exchange for the enrollment key they came with. One
 * that was given is not in use yet: the device may have refused it, or have lost the message. What
 * it used before stays valid until it shows the new one.
 */
final class OwnCredentials {

    /** Given, and not used yet. */
    static final String GIVEN = "inbound-given";

    private final Foundation core;
    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    OwnCredentials(Foundation core, KeyRing keys) {
        this.core = core;
        this.keys = keys;
    }

    /** For a device that came with a key: the same one until it is used. */
    DeviceLogin give(Endpoint endpoint) {
        String user = user(endpoint.id());
        DeviceCredential given =
                store().find(endpoint.protocol(), GIVEN, user)
                        .filter(c -> c.tenant().equals(endpoint.tenant()))
                        .filter(c -> c.device().filter(endpoint.device()::equals).isPresent())
                        .orElseGet(() ->
                                make(
                                        endpoint.tenant(),
                                        endpoint.device(),
                                        endpoint.protocol(),
                                        user));
        return new DeviceLogin(user, given.secret());
    }

    /** Makes one, in place of one that was given before and is not used yet. */
    DeviceCredential make(TenantId tenant, DeviceId device, Protocol protocol, String user) {
        DeviceCredential made =
                new DeviceCredential(
                        tenant,
                        protocol,
                        GIVEN,
                        user,
                        Optional.of(device),
                        KeyOffice.secret(random),
                        core.now());
        store().save(made);
        keys.changed(made);
        return made;
    }

    /** The name on the wire: a USP endpoint id, the device id of a CPE. */
    static String user(EndpointId endpoint) {
        return endpoint.value().substring(endpoint.value().indexOf(':') + 1);
    }

    Optional<DeviceCredential> given(Protocol protocol, String user) {
        return keys.credential(protocol, GIVEN, user);
    }

    boolean isKnown(Protocol protocol, String purpose, String user) {
        return keys.credential(protocol, purpose, user).isPresent()
                || given(protocol, user).isPresent();
    }

    /** The device has shown it: from now on it counts, and what it had before does not. */
    DeviceCredential used(DeviceCredential given) {
        DeviceCredential inbound =
                new DeviceCredential(
                        given.tenant(),
                        given.protocol(),
                        Authenticator.INBOUND,
                        given.user(),
                        given.device(),
                        given.secret(),
                        given.createdAt());
        store().save(inbound);
        store().delete(given);
        keys.changed(inbound);
        keys.changed(given);
        return inbound;
    }

    /** What a device can show: given or in use, by name, without secrets. */
    List<DeviceCredential> of(DeviceKey device) {
        return store().ofDevice(device.tenant(), device.device()).stream()
                .filter(OwnCredentials::isInbound)
                .toList();
    }

    /** Takes away all that it can show under a name; false if there was none. */
    boolean revoke(DeviceKey device, Protocol protocol, String user) {
        List<DeviceCredential> found =
                of(device).stream()
                        .filter(c -> c.protocol() == protocol && c.user().equals(user))
                        .toList();
        found.forEach(this::delete);
        return !found.isEmpty();
    }

    /** A device that is forgotten enrolls anew, as if it had never had one. */
    void forget(DeviceKey device) {
        store().ofDevice(device.tenant(), device.device()).forEach(this::delete);
    }

    private static boolean isInbound(DeviceCredential credential) {
        return credential.purpose().equals(Authenticator.INBOUND)
                || credential.purpose().equals(GIVEN);
    }

    private CredentialStore store() {
        return core.stores().credentials();
    }

    private void delete(DeviceCredential credential) {
        store().delete(credential);
        keys.changed(credential);
    }
}
