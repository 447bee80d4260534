package org.trellis.controller.store;

import java.util.List;
import java.util.Optional;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Enrollment keys, device credentials, pre-registrations, shared secrets. Encrypted at rest. */
public interface CredentialStore {

    /** All tenants' keys: there are few, and the caller caches them. */
    List<EnrollmentKey> enrollmentKeys();

    void save(EnrollmentKey key);

    Optional<DeviceCredential> find(Protocol protocol, String purpose, String user);

    List<DeviceCredential> ofDevice(TenantId tenant, DeviceId device);

    void save(DeviceCredential credential);

    void delete(DeviceCredential credential);

    Optional<Preregistration> preregistration(TenantId tenant, DeviceId device);

    List<Preregistration> preregistrations(TenantId tenant);

    void save(Preregistration preregistration);

    /** 32 bytes, made by the first node that asks and the same for all (one transaction). */
    byte[] sharedSecret(String purpose);
}
