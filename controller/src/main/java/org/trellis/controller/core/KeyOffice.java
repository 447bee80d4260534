package org.trellis.controller.core;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;

/** Makes and revokes what devices show. */
final class KeyOffice implements Enrollment {

    private static final String DIGITS =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int SECRET_LENGTH = 32;
    private static final int ID_LENGTH = 12;
    private static final Pattern BRIDGE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Foundation core;
    private final KeyRing keys;
    private final Revocations revocations;
    private final SecureRandom random = new SecureRandom();

    KeyOffice(Foundation core, KeyRing keys, Revocations revocations) {
        this.revocations = revocations;
        this.core = core;
        this.keys = keys;
    }

    @Override
    public List<EnrollmentKey> keys(Caller caller) {
        return core.stores().credentials().enrollmentKeys().stream()
                .filter(k -> k.tenant().equals(caller.tenant()))
                .map(k -> with(k, k.id(), "", k.revoked()))
                .toList();
    }

    @Override
    public EnrollmentKey create(Caller caller, EnrollmentKey template) {
        String secret = template.secret().isEmpty() ? random(SECRET_LENGTH) : template.secret();
        EnrollmentKey key =
                new EnrollmentKey(
                        caller.tenant(),
                        template.id().isEmpty() ? random(ID_LENGTH) : template.id(),
                        template.name(),
                        secret,
                        template.policy(),
                        template.protocols(),
                        template.networks(),
                        template.expiresAt(),
                        false,
                        core.now());
        core.stores().credentials().save(key);
        changed(caller);
        return key;
    }

    @Override
    public boolean revoke(Caller caller, String id) {
        Optional<EnrollmentKey> found =
                core.stores().credentials().enrollmentKeys().stream()
                        .filter(k -> k.tenant().equals(caller.tenant()) && k.id().equals(id))
                        .findFirst();
        found.ifPresent(key -> {
            core.stores().credentials().save(with(key, id, key.secret(), true));
            changed(caller);
            revoke(caller, Principal.Kind.ENROLLMENT_KEY, id);
        });
        return found.isPresent();
    }

    @Override
    public void preregister(Caller caller, Preregistration preregistration) {
        core.stores()
                .credentials()
                .save(
                        new Preregistration(
                                caller.tenant(),
                                preregistration.device(),
                                preregistration.attributes(),
                                core.now()));
    }

    @Override
    public List<Preregistration> preregistrations(Caller caller) {
        return core.stores().credentials().preregistrations(caller.tenant());
    }

    @Override
    public Optional<String> createBridge(Caller caller, String bridge) {
        boolean allowed =
                BRIDGE.matcher(bridge).matches()
                        && !bridge.equals(Authenticator.ENROLLMENT_USER)
                        && core.stores()
                                .credentials()
                                .find(Protocol.IOT, Authenticator.BRIDGE, bridge)
                                .map(c -> c.tenant().equals(caller.tenant()))
                                .orElse(true);
        if (!allowed) {
            return Optional.empty();
        }
        String secret = random(SECRET_LENGTH);
        core.stores()
                .credentials()
                .save(
                        new DeviceCredential(
                                caller.tenant(),
                                Protocol.IOT,
                                Authenticator.BRIDGE,
                                bridge,
                                Optional.empty(),
                                secret,
                                core.now()));
        changed(caller);
        revoke(caller, Principal.Kind.BRIDGE, bridge);
        return Optional.of(secret);
    }

    private void revoke(Caller caller, Principal.Kind kind, String id) {
        revocations.revoke(new Revocation.OfPrincipal(new Principal(kind, id, caller.tenant())));
    }

    private void changed(Caller caller) {
        keys.forget();
        core.bus().publish(new NodeMessage.KeysChanged(core.node(), caller.tenant()));
    }

    private static EnrollmentKey with(
            EnrollmentKey key, String id, String secret, boolean revoked) {
        return new EnrollmentKey(
                key.tenant(),
                id,
                key.name(),
                secret,
                key.policy(),
                key.protocols(),
                key.networks(),
                key.expiresAt(),
                revoked,
                key.createdAt());
    }

    /** A password that no CPE has trouble with. */
    static String secret(SecureRandom random) {
        return random(random, SECRET_LENGTH);
    }

    private String random(int length) {
        return random(random, length);
    }

    private static String random(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
