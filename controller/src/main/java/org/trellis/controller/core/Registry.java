package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * The devices that this node has met, in a bounded cache in front of the store: a bare contact of a
 * known device reads nothing. What another node changes arrives by {@link #forget}, at the latest
 * after ten minutes.
 */
final class Registry {

    /** A device with its endpoints. */
    record Known(DeviceRecord device, Map<EndpointId, EndpointRecord> endpoints) {
        Known {
            endpoints = Map.copyOf(endpoints);
        }

        DeviceKey key() {
            return new DeviceKey(device.tenant(), device.id());
        }

        /** Whether it is served; it may be with a visitor in quarantine. */
        boolean active() {
            return device.served();
        }

        /** The root that the device speaks over a protocol: only CWMP leaves a choice. */
        DataModelRoot root(Protocol protocol) {
            return protocol == Protocol.CWMP ? device.dataModel() : DataModelRoot.TR_181;
        }
    }

    /** No endpoint has a longer id. */
    private static final int LONGEST_NAME = 300;

    private record EndpointKey(TenantId tenant, EndpointId id) {}

    private final Foundation core;
    private final Cache<DeviceKey, Known> devices;
    private final Cache<EndpointKey, DeviceKey> endpoints;

    Registry(Foundation core) {
        this.core = core;
        Duration age = Duration.ofMinutes(10);
        int size = core.settings().knownDevices();
        this.devices = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(age).build();
        this.endpoints = Caffeine.newBuilder().maximumSize(2L * size).expireAfterWrite(age).build();
    }

    Optional<Known> find(DeviceKey key) {
        Known known = devices.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DeviceRecord> stored = core.stores().devices().find(key.tenant(), key.device());
        return stored.map(device -> {
            Map<EndpointId, EndpointRecord> theirs = new HashMap<>();
            for (EndpointRecord e : core.stores().devices().endpoints(key.tenant(), key.device())) {
                theirs.put(e.endpoint().id(), e);
            }
            Known loaded = new Known(device, theirs);
            devices.put(key, loaded);
            return loaded;
        });
    }

    /** The device behind an endpoint. */
    Optional<DeviceKey> resolve(TenantId tenant, EndpointId id) {
        EndpointKey lookup = new EndpointKey(tenant, id);
        DeviceKey known = endpoints.getIfPresent(lookup);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DeviceKey> found =
                core.stores()
                        .devices()
                        .findEndpoint(tenant, id)
                        .map(e -> e.endpoint().device())
                        .map(device -> new DeviceKey(tenant, device));
        found.ifPresent(key -> endpoints.put(lookup, key));
        return found;
    }

    /** By what people call it: an alias, an endpoint's id, or an agent's id without the scheme. */
    Optional<DeviceKey> byName(TenantId tenant, String name) {
        return byAlias(tenant, name)
                .or(() -> endpoint(tenant, name))
                .or(() -> endpoint(tenant, Protocol.USP.label() + ":" + name));
    }

    private Optional<DeviceKey> endpoint(TenantId tenant, String id) {
        return id.isBlank() || id.length() > LONGEST_NAME
                ? Optional.empty()
                : resolve(tenant, new EndpointId(id));
    }

    Optional<DeviceKey> byAlias(TenantId tenant, String alias) {
        return core.stores()
                .devices()
                .findByAlias(tenant, alias)
                .map(device -> new DeviceKey(tenant, device));
    }

    /** A device that was not known, with its first endpoint. */
    Known enroll(DeviceRecord device, EndpointRecord endpoint) {
        core.stores().devices().enroll(device, endpoint);
        DeviceKey key = key(device);
        EndpointId id = endpoint.endpoint().id();
        endpoints.put(new EndpointKey(key.tenant(), id), key);
        Known known =
                devices.asMap()
                        .compute(
                                key,
                                (_, before) -> {
                                    Map<EndpointId, EndpointRecord> theirs = new HashMap<>();
                                    if (before != null) {
                                        theirs.putAll(before.endpoints());
                                    }
                                    theirs.put(id, endpoint);
                                    return new Known(device, theirs);
                                });
        changed(key, UnaryOperator.identity());
        return known;
    }

    /** See {@link DeviceStore#edit}; tells the other nodes. */
    Optional<DeviceRecord> edit(
            DeviceKey key, OptionalLong expected, UnaryOperator<DeviceRecord> change) {
        Optional<DeviceRecord> after =
                core.stores().devices().edit(key.tenant(), key.device(), expected, change);
        after.ifPresentOrElse(device -> changed(key, _ -> device), () -> forget(key));
        return after;
    }

    void saveIdentity(DeviceKey key, DeviceIdentity identity, DataModelRoot root) {
        core.stores().devices().saveIdentity(key.tenant(), key.device(), identity, root);
        changed(key, device -> device.withIdentity(identity, root));
    }

    void saveKind(DeviceKey key, DeviceKind kind) {
        core.stores().devices().saveKind(key.tenant(), key.device(), kind);
        changed(key, device -> device.withKind(kind));
    }

    void saveModelKey(DeviceKey key, String modelKey) {
        core.stores().devices().saveModelKey(key.tenant(), key.device(), modelKey);
        changed(key, device -> device.withModelKey(modelKey));
    }

    void addSettings(DeviceKey key, Map<String, String> settings) {
        core.stores().devices().addSettings(key.tenant(), key.device(), settings);
        changed(
                key,
                device -> {
                    Map<String, String> all = new HashMap<>(device.settings());
                    all.putAll(settings);
                    return device.withLabels(device.tags(), device.attributes(), all);
                });
    }

    private void changed(DeviceKey key, UnaryOperator<DeviceRecord> change) {
        devices.asMap()
                .computeIfPresent(
                        key,
                        (_, known) -> new Known(change.apply(known.device()), known.endpoints()));
        core.bus().publish(new NodeMessage.DeviceChanged(core.node(), key.tenant(), key.device()));
    }

    void saveEndpoint(EndpointRecord endpoint) {
        core.stores().devices().saveEndpoint(endpoint);
        DeviceKey key = DeviceKey.of(endpoint.endpoint());
        endpoints.put(new EndpointKey(key.tenant(), endpoint.endpoint().id()), key);
        cache(key, endpoint);
        core.bus().publish(new NodeMessage.DeviceChanged(core.node(), key.tenant(), key.device()));
    }

    /** Nothing of it but the presence is written. */
    void savePresence(EndpointRecord presence) {
        core.stores().devices().savePresence(presence);
        DeviceKey key = DeviceKey.of(presence.endpoint());
        Known known = devices.getIfPresent(key);
        EndpointRecord before =
                known == null ? null : known.endpoints().get(presence.endpoint().id());
        if (before != null) {
            cache(
                    key,
                    new EndpointRecord(
                            before.endpoint(),
                            before.principal(),
                            presence.connected(),
                            presence.lastSeen(),
                            presence.periodic()));
        }
    }

    private void cache(DeviceKey key, EndpointRecord endpoint) {
        devices.asMap()
                .computeIfPresent(
                        key,
                        (_, known) -> {
                            Map<EndpointId, EndpointRecord> theirs =
                                    new HashMap<>(known.endpoints());
                            theirs.put(endpoint.endpoint().id(), endpoint);
                            return new Known(known.device(), theirs);
                        });
    }

    void addAliases(DeviceKey key, Set<String> aliases) {
        if (!aliases.isEmpty()) {
            core.stores().devices().addAliases(key.tenant(), key.device(), aliases);
        }
    }

    void delete(DeviceKey key) {
        core.stores().devices().delete(key.tenant(), key.device());
        forget(key);
        core.bus().publish(new NodeMessage.DeviceChanged(core.node(), key.tenant(), key.device()));
    }

    /** What is cached of the device is old. */
    void forget(DeviceKey key) {
        Known known = devices.asMap().remove(key);
        if (known != null) {
            known.endpoints()
                    .keySet()
                    .forEach(id -> endpoints.invalidate(new EndpointKey(key.tenant(), id)));
        }
    }

    /** Pairs of identity and device that belong together, for whoever needs just one of them. */
    static DeviceKey key(DeviceRecord device) {
        return new DeviceKey(device.tenant(), device.id());
    }

    Optional<DeviceKey> named(TenantId tenant, DeviceId id) {
        DeviceKey direct = new DeviceKey(tenant, id);
        return find(direct).isPresent() ? Optional.of(direct) : byAlias(tenant, id.value());
    }
}
