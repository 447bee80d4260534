package org.trellis.controller.store.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.controller.store.Page;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** Lists by id. One lock per tenant: reads of a list see one state of it. */
final class MemoryDeviceStore implements DeviceStore {

    /** All that one tenant has; guarded by itself. */
    private static final class Fleet {
        final NavigableMap<String, DeviceRecord> devices = new TreeMap<>();
        final Map<EndpointId, EndpointRecord> endpoints = new TreeMap<>(this::byText);
        final Map<String, DeviceId> aliases = new TreeMap<>();

        private int byText(EndpointId a, EndpointId b) {
            return a.value().compareTo(b.value());
        }
    }

    private final Map<TenantId, Fleet> fleets = new ConcurrentHashMap<>();

    private Fleet fleet(TenantId tenant) {
        return fleets.computeIfAbsent(tenant, _ -> new Fleet());
    }

    @Override
    public Optional<DeviceRecord> find(TenantId tenant, DeviceId id) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return Optional.ofNullable(fleet.devices.get(id.value()));
        }
    }

    @Override
    public void save(DeviceRecord device) {
        Fleet fleet = fleet(device.tenant());
        synchronized (fleet) {
            fleet.devices.put(device.id().value(), device);
        }
    }

    @Override
    public void enroll(DeviceRecord device, EndpointRecord endpoint) {
        Fleet fleet = fleet(device.tenant());
        synchronized (fleet) {
            fleet.devices.put(device.id().value(), device);
            fleet.endpoints.put(endpoint.endpoint().id(), endpoint);
        }
    }

    @Override
    public Optional<DeviceRecord> edit(
            TenantId tenant,
            DeviceId id,
            OptionalLong expected,
            UnaryOperator<DeviceRecord> change) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            DeviceRecord before = fleet.devices.get(id.value());
            if (before == null
                    || expected.isPresent() && expected.getAsLong() != before.version()) {
                return Optional.empty();
            }
            DeviceRecord wanted = change.apply(before);
            if (wanted.equals(before)) {
                return Optional.of(before);
            }
            DeviceRecord after = before.edited(wanted, before.version() + 1);
            fleet.devices.put(id.value(), after);
            return Optional.of(after);
        }
    }

    private void change(TenantId tenant, DeviceId id, UnaryOperator<DeviceRecord> change) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            fleet.devices.computeIfPresent(id.value(), (_, device) -> change.apply(device));
        }
    }

    @Override
    public void saveIdentity(
            TenantId tenant, DeviceId id, DeviceIdentity identity, DataModelRoot dataModel) {
        change(tenant, id, d -> d.withIdentity(identity, dataModel));
    }

    @Override
    public void saveKind(TenantId tenant, DeviceId id, DeviceKind kind) {
        change(tenant, id, d -> d.withKind(kind));
    }

    @Override
    public void saveModelKey(TenantId tenant, DeviceId id, String modelKey) {
        change(tenant, id, d -> d.withModelKey(modelKey));
    }

    @Override
    public void addSettings(TenantId tenant, DeviceId id, Map<String, String> settings) {
        change(
                tenant,
                id,
                d -> {
                    Map<String, String> all = new HashMap<>(d.settings());
                    all.putAll(settings);
                    return d.withLabels(d.tags(), d.attributes(), all);
                });
    }

    @Override
    public void delete(TenantId tenant, DeviceId id) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            fleet.devices.remove(id.value());
            fleet.endpoints.values().removeIf(e -> e.endpoint().device().equals(id));
            fleet.aliases.values().removeIf(id::equals);
        }
    }

    @Override
    public Page<DeviceRecord> list(DeviceQuery query) {
        Pages.requireLimit(query.limit());
        query.equal().keySet().stream()
                .filter(f -> !f.equals("protocol"))
                .forEach(FleetSearch.Field::of);
        String after = query.cursor().map(Pages::decode).orElse("");
        Fleet fleet = fleet(query.tenant());
        synchronized (fleet) {
            List<DeviceRecord> found = new ArrayList<>();
            for (DeviceRecord device : fleet.devices.tailMap(after, false).values()) {
                if (matches(fleet, device, query)) {
                    found.add(device);
                }
                if (found.size() > query.limit()) {
                    break;
                }
            }
            return Pages.cut(found, query.limit(), d -> d.id().value());
        }
    }

    private static boolean matches(Fleet fleet, DeviceRecord device, DeviceQuery query) {
        return device.tags().containsAll(query.tags())
                && query.equal().entrySet().stream()
                        .allMatch(e -> equal(fleet, device, e.getKey(), e.getValue()))
                && query.prefix()
                        .map(FleetSearch::normalise)
                        .map(p -> tokens(fleet, device).stream().anyMatch(t -> t.startsWith(p)))
                        .orElse(true);
    }

    private static boolean equal(Fleet fleet, DeviceRecord device, String name, String wanted) {
        if (name.equals("protocol")) {
            return endpoints(fleet, device.id()).stream()
                    .anyMatch(e -> e.endpoint().protocol().label().equals(lower(wanted)));
        }
        FleetSearch.Field field = FleetSearch.Field.of(name);
        return FleetSearch.field(device, field).equals(FleetSearch.comparable(field, wanted));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Set<String> tokens(Fleet fleet, DeviceRecord device) {
        Set<String> tokens = new HashSet<>(FleetSearch.tokens(device));
        endpoints(fleet, device.id()).forEach(e -> tokens.addAll(FleetSearch.tokens(e.endpoint())));
        fleet.aliases.forEach((alias, id) -> {
            if (id.equals(device.id())) {
                tokens.addAll(FleetSearch.tokens(alias));
            }
        });
        return tokens;
    }

    @Override
    public long estimate(TenantId tenant) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return fleet.devices.size();
        }
    }

    @Override
    public List<EndpointRecord> endpoints(TenantId tenant, DeviceId id) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return endpoints(fleet, id);
        }
    }

    private static List<EndpointRecord> endpoints(Fleet fleet, DeviceId id) {
        return fleet.endpoints.values().stream()
                .filter(e -> e.endpoint().device().equals(id))
                .toList();
    }

    @Override
    public Optional<EndpointRecord> findEndpoint(TenantId tenant, EndpointId id) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return Optional.ofNullable(fleet.endpoints.get(id));
        }
    }

    @Override
    public void saveEndpoint(EndpointRecord endpoint) {
        Fleet fleet = fleet(endpoint.endpoint().tenant());
        synchronized (fleet) {
            fleet.endpoints.put(endpoint.endpoint().id(), endpoint);
        }
    }

    @Override
    public void savePresence(EndpointRecord endpoint) {
        Fleet fleet = fleet(endpoint.endpoint().tenant());
        synchronized (fleet) {
            fleet.endpoints.computeIfPresent(
                    endpoint.endpoint().id(),
                    (_, stored) ->
                            new EndpointRecord(
                                    stored.endpoint(),
                                    stored.principal(),
                                    endpoint.connected(),
                                    endpoint.lastSeen(),
                                    endpoint.periodic()));
        }
    }

    @Override
    public void addAliases(TenantId tenant, DeviceId id, Set<String> aliases) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            aliases.forEach(alias -> fleet.aliases.putIfAbsent(alias, id));
        }
    }

    @Override
    public Optional<DeviceId> findByAlias(TenantId tenant, String alias) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return Optional.ofNullable(fleet.aliases.get(alias));
        }
    }

    @Override
    public List<DeviceId> children(TenantId tenant, DeviceId parent) {
        Fleet fleet = fleet(tenant);
        synchronized (fleet) {
            return fleet.devices.values().stream()
                    .filter(d -> d.parent().filter(parent::equals).isPresent())
                    .map(DeviceRecord::id)
                    .toList();
        }
    }
}
