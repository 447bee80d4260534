package org.trellis.controller.core;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;

/**
 * Settings whose names end in {@code password}. They lie sealed in the credential store, one for
 * each endpoint; among the device's settings is only a mark. Thread-safe; blocks on the store.
 */
public final class SecretSettings {

    /** What stands for the secret wherever settings are shown. */
    public static final String MARK = "(secret)";

    private static final String SUFFIX = "password";
    private static final String PURPOSE = "setting:";

    private final Foundation core;
    private final KeyRing keys;

    SecretSettings(Foundation core, KeyRing keys) {
        this.core = core;
        this.keys = keys;
    }

    public static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Whether an endpoint of this protocol reads the setting: {@code cwmp.x} is for CWMP alone. */
    public static boolean concerns(String name, Protocol protocol) {
        for (Protocol other : Protocol.values()) {
            if (name.startsWith(other.label() + ".")) {
                return other == protocol;
            }
        }
        return true;
    }

    Optional<String> find(Endpoint endpoint, String name) {
        return keys.credential(endpoint.protocol(), PURPOSE + name, endpoint.id().value())
                .map(DeviceCredential::secret);
    }

    /** Keeps it, if it is another than before. */
    void save(Endpoint endpoint, String name, String value) {
        boolean kept =
                keys.credential(endpoint.protocol(), PURPOSE + name, endpoint.id().value())
                        .filter(c -> c.secret().equals(value))
                        .filter(c -> c.device().filter(endpoint.device()::equals).isPresent())
                        .isPresent();
        if (!kept) {
            DeviceCredential credential = credential(endpoint, name, value);
            core.stores().credentials().save(credential);
            keys.changed(credential);
        }
    }

    /**
     * What of a merge patch may be seen. The mark itself is what a reader got and gives back: it
     * changes nothing.
     */
    static Map<String, Optional<String>> marked(Map<String, Optional<String>> patch) {
        Map<String, Optional<String>> open = new HashMap<>();
        patch.forEach((name, value) -> {
            if (!isSecret(name)) {
                open.put(name, value);
            } else if (value.filter(MARK::equals).isEmpty()) {
                open.put(name, value.map(_ -> MARK));
            }
        });
        return open;
    }

    /** Keeps the secrets of a merge patch, or drops those that it removes. */
    void seal(List<Endpoint> endpoints, Map<String, Optional<String>> patch) {
        patch.forEach((name, value) -> {
            if (isSecret(name) && value.filter(MARK::equals).isEmpty()) {
                endpoints.stream()
                        .filter(e -> concerns(name, e.protocol()))
                        .forEach(e ->
                                value.ifPresentOrElse(
                                        secret -> save(e, name, secret), () -> delete(e, name)));
            }
        });
    }

    private void delete(Endpoint endpoint, String name) {
        DeviceCredential credential = credential(endpoint, name, "");
        core.stores().credentials().delete(credential);
        keys.changed(credential);
    }

    private DeviceCredential credential(Endpoint endpoint, String name, String value) {
        return new DeviceCredential(
                endpoint.tenant(),
                endpoint.protocol(),
                PURPOSE + name,
                endpoint.id().value(),
                Optional.of(endpoint.device()),
                value,
                core.now());
    }
}
