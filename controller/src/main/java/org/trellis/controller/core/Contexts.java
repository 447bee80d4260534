package org.trellis.controller.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.TwinView;

/** What adapters are told of a device. */
final class Contexts {

    private final Registry registry;
    private final ModelCatalog models;
    private final TwinReader twins;
    private final SecretSettings secrets;

    Contexts(Registry registry, ModelCatalog models, TwinReader twins, SecretSettings secrets) {
        this.registry = registry;
        this.models = models;
        this.twins = twins;
        this.secrets = secrets;
    }

    DeviceContext of(Registry.Known device, Endpoint endpoint) {
        return new DeviceContext(
                models.translator(device, endpoint.protocol()),
                models.of(device, endpoint.protocol()),
                settings(device, endpoint),
                twin(endpoint));
    }

    TwinView twin(Endpoint endpoint) {
        return new View(twins, endpoint);
    }

    private Map<String, String> settings(Registry.Known device, Endpoint endpoint) {
        Map<String, String> stored = device.device().settings();
        if (stored.keySet().stream().noneMatch(SecretSettings::isSecret)) {
            return stored;
        }
        Map<String, String> plain = new HashMap<>(stored);
        for (String name : stored.keySet()) {
            if (SecretSettings.isSecret(name)) {
                secrets.find(endpoint, name)
                        .ifPresentOrElse(
                                secret -> plain.put(name, secret), () -> plain.remove(name));
            }
        }
        return plain;
    }

    /** Keeps what an adapter learnt; a secret leaves only a mark among the settings. */
    void remember(Endpoint endpoint, Map<String, String> learnt) {
        DeviceKey key = DeviceKey.of(endpoint);
        Optional<Registry.Known> device = registry.find(key);
        if (device.isEmpty()) {
            return;
        }
        Map<String, String> fresh = new HashMap<>();
        learnt.forEach((name, value) -> {
            if (SecretSettings.isSecret(name)) {
                secrets.save(endpoint, name, value);
                fresh.put(name, SecretSettings.MARK);
            } else {
                fresh.put(name, value);
            }
        });
        fresh.entrySet().removeAll(device.get().device().settings().entrySet());
        if (!fresh.isEmpty()) {
            registry.addSettings(key, fresh);
        }
    }

    /** Reads on demand; the device's own paths are indexed at the first question for one. */
    private static final class View implements TwinView {

        private final TwinReader twins;
        private final Endpoint endpoint;
        private volatile @Nullable Map<String, String> bySource;

        View(TwinReader twins, Endpoint endpoint) {
            this.twins = twins;
            this.endpoint = endpoint;
        }

        @Override
        public Optional<String> text(ParameterPath canonical) {
            return twins.value(endpoint, canonical).map(v -> v.value().text());
        }

        @Override
        public Optional<String> nativeText(String nativePath) {
            Map<String, String> known = bySource;
            if (known == null) {
                known = new HashMap<>();
                for (TwinValue value : twins.all(endpoint)) {
                    known.put(value.value().sourcePath(), value.value().text());
                }
                bySource = known;
            }
            return Optional.ofNullable(known.get(nativePath));
        }

        @Override
        public List<ParameterPath> paths(PathExpression canonical) {
            return twins.matching(endpoint, canonical).stream()
                    .map(v -> v.value().path())
                    .sorted()
                    .toList();
        }
    }
}
