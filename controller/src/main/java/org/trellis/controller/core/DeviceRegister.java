package org.trellis.controller.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;

/** The registry as operators see and change it. */
final class DeviceRegister implements Devices {

    private final Foundation core;
    private final Registry registry;
    private final PresenceBook presence;
    private final EventLog events;
    private final SecretSettings secrets;
    private final Forgetting forgetting;
    private final Revocations revocations;

    /** Ends what is open for a device, and lets go of what is in memory of it. */
    @FunctionalInterface
    interface Forgetting {
        void forget(DeviceKey device);
    }

    DeviceRegister(
            Foundation core,
            Registry registry,
            PresenceBook presence,
            EventLog events,
            SecretSettings secrets,
            Forgetting forgetting,
            Revocations revocations) {
        this.revocations = revocations;
        this.core = core;
        this.registry = registry;
        this.presence = presence;
        this.events = events;
        this.secrets = secrets;
        this.forgetting = forgetting;
    }

    @Override
    public Page<View> list(Caller caller, DeviceQuery query) {
        Page<DeviceRecord> page = core.stores().devices().list(query);
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    @Override
    public Optional<View> find(Caller caller, String idOrAlias) {
        return DeviceId.parse(idOrAlias)
                .flatMap(id -> core.stores().devices().find(caller.tenant(), id))
                .or(() ->
                        registry.byAlias(caller.tenant(), idOrAlias)
                                .flatMap(key ->
                                        core.stores().devices().find(key.tenant(), key.device())))
                .map(this::view);
    }

    @Override
    public long estimate(Caller caller) {
        return core.stores().devices().estimate(caller.tenant());
    }

    private View view(DeviceRecord device) {
        List<Presence> endpoints =
                core.stores().devices().endpoints(device.tenant(), device.id()).stream()
                        .sorted(Comparator.comparing(e -> e.endpoint().id().value()))
                        .map(this::presence)
                        .toList();
        return new View(device, endpoints);
    }

    private Presence presence(EndpointRecord stored) {
        return new Presence(presence.current(stored), presence.online(stored));
    }

    @Override
    public Optional<View> patchAttributes(
            Caller caller, DeviceId id, Map<String, Optional<String>> attributes) {
        return change(
                caller,
                id,
                d ->
                        Records.withLabels(
                                d, d.tags(), merged(d.attributes(), attributes), d.settings()));
    }

    @Override
    public Optional<View> patchSettings(
            Caller caller, DeviceId id, Map<String, Optional<String>> settings) {
        return change(
                caller,
                id,
                d ->
                        Records.withLabels(
                                d,
                                d.tags(),
                                d.attributes(),
                                merged(
                                        d.settings(),
                                        secrets.sealed(endpoints(caller, id), settings))));
    }

    private List<Endpoint> endpoints(Caller caller, DeviceId id) {
        return core.stores().devices().endpoints(caller.tenant(), id).stream()
                .map(EndpointRecord::endpoint)
                .toList();
    }

    @Override
    public Optional<View> tag(Caller caller, DeviceId id, String tag, boolean present) {
        return change(
                caller,
                id,
                d -> {
                    Set<String> tags = new HashSet<>(d.tags());
                    boolean changed = present ? tags.add(tag) : tags.remove(tag);
                    return changed ? Records.withLabels(d, tags, d.attributes(), d.settings()) : d;
                });
    }

    @Override
    public Optional<View> approve(Caller caller, DeviceId id) {
        return let(caller, id, DeviceRecord.State.PENDING, "device.enrolled");
    }

    @Override
    public Optional<View> release(Caller caller, DeviceId id) {
        return let(caller, id, DeviceRecord.State.QUARANTINED, "device.released");
    }

    private Optional<View> let(Caller caller, DeviceId id, DeviceRecord.State from, String type) {
        return change(
                caller,
                id,
                d -> {
                    if (d.state() != from) {
                        return d;
                    }
                    events.append(d.tenant(), Optional.of(id), type, Map.of("by", caller.name()));
                    return Records.withState(d, DeviceRecord.State.ACTIVE, "");
                });
    }

    @Override
    public boolean delete(Caller caller, DeviceId id) {
        DeviceKey key = new DeviceKey(caller.tenant(), id);
        registry.forget(key);
        Optional<Registry.Known> known = registry.find(key);
        if (known.isEmpty()) {
            return false;
        }
        forgetting.forget(key);
        presence.forget(known.get());
        registry.delete(key);
        core.stores().twins().delete(caller.tenant(), id);
        revocations.revoke(known.get());
        events.append(
                caller.tenant(), Optional.of(id), "device.deleted", Map.of("by", caller.name()));
        return true;
    }

    private Optional<View> change(Caller caller, DeviceId id, UnaryOperator<DeviceRecord> change) {
        Optional<DeviceRecord> before = core.stores().devices().find(caller.tenant(), id);
        Optional<DeviceRecord> after = before.map(change);
        after.filter(d -> !d.equals(before.get())).ifPresent(registry::save);
        return after.map(this::view);
    }

    private static Map<String, String> merged(
            Map<String, String> before, Map<String, Optional<String>> patch) {
        Map<String, String> merged = new HashMap<>(before);
        patch.forEach((name, value) ->
                value.ifPresentOrElse(v -> merged.put(name, v), () -> merged.remove(name)));
        return merged;
    }
}
