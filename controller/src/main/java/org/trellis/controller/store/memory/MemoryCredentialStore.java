package org.trellis.controller.store.memory;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Maps by the keys that callers ask with. */
final class MemoryCredentialStore implements CredentialStore {

    private record KeyName(TenantId tenant, String id) {}

    private record Login(Protocol protocol, String purpose, String user) {}

    private record Announced(TenantId tenant, DeviceId device) {}

    private final Map<KeyName, EnrollmentKey> keys = new ConcurrentHashMap<>();
    private final Map<Login, DeviceCredential> credentials = new ConcurrentHashMap<>();
    private final Map<Announced, Preregistration> announced = new ConcurrentHashMap<>();
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

    @Override
    public List<EnrollmentKey> enrollmentKeys() {
        return keys.values().stream()
                .sorted(Comparator.comparing(EnrollmentKey::createdAt))
                .toList();
    }

    @Override
    public void save(EnrollmentKey key) {
        keys.put(new KeyName(key.tenant(), key.id()), key);
    }

    @Override
    public Optional<DeviceCredential> find(Protocol protocol, String purpose, String user) {
        return Optional.ofNullable(credentials.get(new Login(protocol, purpose, user)));
    }

    @Override
    public List<DeviceCredential> ofDevice(TenantId tenant, DeviceId device) {
        return credentials.values().stream()
                .filter(c -> c.tenant().equals(tenant))
                .filter(c -> c.device().filter(device::equals).isPresent())
                .toList();
    }

    @Override
    public void save(DeviceCredential credential) {
        credentials.put(login(credential), credential);
    }

    @Override
    public void delete(DeviceCredential credential) {
        credentials.remove(login(credential));
    }

    private static Login login(DeviceCredential credential) {
        return new Login(credential.protocol(), credential.purpose(), credential.user());
    }

    @Override
    public Optional<Preregistration> preregistration(TenantId tenant, DeviceId device) {
        return Optional.ofNullable(announced.get(new Announced(tenant, device)));
    }

    @Override
    public List<Preregistration> preregistrations(TenantId tenant) {
        return announced.values().stream()
                .filter(p -> p.tenant().equals(tenant))
                .sorted(Comparator.comparing(p -> p.device().value()))
                .toList();
    }

    @Override
    public void save(Preregistration preregistration) {
        announced.put(
                new Announced(preregistration.tenant(), preregistration.device()), preregistration);
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return secrets.computeIfAbsent(
                        purpose,
                        _ -> {
                            byte[] secret = new byte[32];
                            new SecureRandom().nextBytes(secret);
                            return secret;
                        })
                .clone();
    }
}
