package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/** What devices of one model support, learnt from the first of them. */
final class ModelCatalog {

    private final Foundation core;
    private final Registry registry;
    private final Cache<String, SupportedModel> known =
            Caffeine.newBuilder().maximumSize(200).expireAfterWrite(Duration.ofHours(1)).build();

    /** Asked for and not found: not again for a while. */
    private final Cache<String, Boolean> missing =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .build();

    ModelCatalog(Foundation core, Registry registry) {
        this.core = core;
        this.registry = registry;
    }

    /**
     * Manufacturer, product class, firmware and root; the two protocols of a box need not agree.
     */
    static String key(DeviceIdentity identity, DataModelRoot root, Protocol protocol) {
        String key = identity.modelKey(root);
        return protocol == Protocol.CWMP ? key : key + "|" + protocol.label();
    }

    String key(Registry.Known device, Protocol protocol) {
        return key(device.device().identity(), device.root(protocol), protocol);
    }

    Optional<SupportedModel> find(String key) {
        SupportedModel model = known.getIfPresent(key);
        if (model != null) {
            return Optional.of(model);
        }
        if (missing.getIfPresent(key) != null) {
            return Optional.empty();
        }
        Optional<SupportedModel> stored = core.stores().models().find(key);
        if (stored.isPresent()) {
            known.put(key, stored.get());
        } else {
            missing.put(key, true);
        }
        return stored;
    }

    /** Of an endpoint; {@link SupportedModel#UNKNOWN} with the right root until discovered. */
    SupportedModel of(Registry.Known device, Protocol protocol) {
        return find(key(device, protocol))
                .orElseGet(() -> new SupportedModel("", device.root(protocol), Map.of()));
    }

    /** Keeps what a discovery found; one of a part is added to what is known. */
    void learn(Endpoint endpoint, Operation operation, CommandResult result) {
        if (result.model().isEmpty() || !(operation instanceof Operation.Discover discover)) {
            return;
        }
        registry.find(DeviceKey.of(endpoint))
                .ifPresent(device -> learn(device, endpoint, discover, result.model().get()));
    }

    private void learn(
            Registry.Known device,
            Endpoint endpoint,
            Operation.Discover discover,
            SupportedModel found) {
        String key = key(device, endpoint.protocol());
        boolean whole = discover.root().segments().size() == 1;
        Map<String, SupportedNode> nodes = new HashMap<>();
        if (!whole) {
            nodes.putAll(of(device, endpoint.protocol()).nodes());
        }
        nodes.putAll(found.nodes());
        SupportedModel model = new SupportedModel(key, device.root(endpoint.protocol()), nodes);
        core.stores().models().save(model);
        known.put(key, model);
        missing.invalidate(key);
        if (!device.device().modelKey().equals(key)) {
            registry.save(Records.withModelKey(device.device(), key));
        }
    }
}
