package org.trellis.controller.core;

import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;

/** Enrollment keys, bridges and pre-registrations. */
public interface Enrollment {

    /** Without secrets. */
    List<EnrollmentKey> keys(Caller caller);

    /**
     * Makes a key.
     *
     * @param template everything but id, secret and time; its secret is used if it is not empty
     * @return the key with its secret: the only time that it is told
     */
    EnrollmentKey create(Caller caller, EnrollmentKey template);

    /**
     * Revokes; false if there is none. Devices that it let in stay known; their live sessions end,
     * and they come back with something else or not at all.
     */
    boolean revoke(Caller caller, String id);

    void preregister(Caller caller, Preregistration preregistration);

    List<Preregistration> preregistrations(Caller caller);

    /**
     * Makes or renews the credential of an IoT bridge ({@code iot/<bridge>/...}).
     *
     * @return the secret: the only time that it is told; empty if the name is not allowed
     */
    Optional<String> createBridge(Caller caller, String bridge);
}
