package org.trellis.controller.config;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * The admin token and the enrollment key of the first start: made once, kept in the home folder,
 * replaced by the variables {@code TRELLIS_ADMIN_TOKEN} and {@code TRELLIS_ENROLLMENT_KEY}.
 */
record FirstSecrets(HomeFolder.Secret adminToken, HomeFolder.Secret enrollmentKey) {

    static final String KEY_ID = "first";

    static FirstSecrets of(HomeFolder home, TrellisSettings.GivenSecrets given) {
        return new FirstSecrets(
                home.secret("admin-token", given.adminToken()),
                home.secret("enrollment-key", given.enrollmentKey()));
    }

    /**
     * Makes the key known to the store. One that an operator has revoked stays revoked, and a node
     * that joins a store with a key takes that one for its own.
     *
     * @return the secrets that hold now
     */
    FirstSecrets enroll(HomeFolder home, CredentialStore credentials, Clock clock) {
        Optional<EnrollmentKey> known =
                credentials.enrollmentKeys().stream()
                        .filter(key -> key.tenant().equals(TenantId.DEFAULT))
                        .filter(key -> key.id().equals(KEY_ID))
                        .findFirst();
        if (known.isPresent() && known.get().secret().equals(enrollmentKey.text())) {
            return this;
        }
        if (known.isPresent() && enrollmentKey.fresh()) {
            return new FirstSecrets(
                    adminToken, home.secret("enrollment-key", Optional.of(known.get().secret())));
        }
        credentials.save(
                new EnrollmentKey(
                        TenantId.DEFAULT,
                        KEY_ID,
                        "made at the first start",
                        enrollmentKey.text(),
                        EnrollmentKey.Policy.AUTO,
                        EnumSet.allOf(Protocol.class),
                        List.of(),
                        Optional.empty(),
                        false,
                        clock.instant()));
        return this;
    }
}
