package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.southbound.Protocol;

/**
 * Enrollment keys and credentials, cached for seconds: every session of every device asks. Changes
 * made on another node arrive by a node message, at the latest when the cache ages.
 */
final class KeyRing {

    /** More keys than this are not tried: a digest is computed for each candidate. */
    static final int MAX_KEYS = 64;

    private static final Duration KEYS_AGE = Duration.ofSeconds(10);

    private record Lookup(Protocol protocol, String purpose, String user) {}

    /** Keys with their ranges parsed. */
    record Key(EnrollmentKey key, List<Cidr> ranges) {
        boolean allows(Protocol protocol, String address, Instant now) {
            return usable(now)
                    && (key.protocols().isEmpty() || key.protocols().contains(protocol))
                    && (key.networks().isEmpty()
                            || ranges.stream().anyMatch(r -> r.contains(address)));
        }

        boolean usable(Instant now) {
            return !key.revoked() && key.expiresAt().map(now::isBefore).orElse(true);
        }
    }

    private record Loaded(List<Key> keys, Instant at) {}

    private final Foundation core;
    private final Cache<Lookup, Optional<DeviceCredential>> credentials =
            Caffeine.newBuilder()
                    .maximumSize(20_000)
                    .expireAfterWrite(Duration.ofSeconds(60))
                    .build();
    private volatile Loaded loaded = new Loaded(List.of(), Instant.MIN);

    KeyRing(Foundation core) {
        this.core = core;
    }

    List<Key> keys() {
        Loaded known = loaded;
        Instant now = core.now();
        if (known.at().isBefore(now.minus(KEYS_AGE)) || known.at().isAfter(now)) {
            known =
                    new Loaded(
                            core.stores().credentials().enrollmentKeys().stream()
                                    .map(KeyRing::parsed)
                                    .limit(MAX_KEYS)
                                    .toList(),
                            now);
            loaded = known;
        }
        return known.keys();
    }

    Optional<Key> key(String id) {
        return keys().stream().filter(k -> k.key().id().equals(id)).findFirst();
    }

    Optional<DeviceCredential> credential(Protocol protocol, String purpose, String user) {
        Lookup lookup = new Lookup(protocol, purpose, user);
        Optional<DeviceCredential> known = credentials.getIfPresent(lookup);
        if (known == null) {
            known = core.stores().credentials().find(protocol, purpose, user);
            credentials.put(lookup, known);
        }
        return known;
    }

    /** One that was made here: that there was none may be cached. */
    void known(DeviceCredential credential) {
        credentials.put(
                new Lookup(credential.protocol(), credential.purpose(), credential.user()),
                Optional.of(credential));
    }

    /** A credential was made, changed or deleted here: the other nodes hear of it. */
    void changed(DeviceCredential credential) {
        forget(credential.protocol(), credential.purpose(), credential.user());
        core.bus()
                .publish(
                        new NodeMessage.CredentialChanged(
                                core.node(),
                                credential.tenant(),
                                credential.protocol(),
                                credential.purpose(),
                                credential.user()));
    }

    /** One credential is another now: what else is known stays. */
    void forget(Protocol protocol, String purpose, String user) {
        credentials.invalidate(new Lookup(protocol, purpose, user));
    }

    void forget() {
        loaded = new Loaded(List.of(), Instant.MIN);
        credentials.invalidateAll();
    }

    private static Key parsed(EnrollmentKey key) {
        return new Key(key, key.networks().stream().flatMap(n -> Cidr.parse(n).stream()).toList());
    }
}
