package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.Page;
import org.trellis.controller.store.Visitor;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;

/** The registry as operators see and change it. */
final class DeviceRegister implements Devices {

    private final Foundation core;
    private final Registry registry;
    private final PresenceBook presence;
    private final EventLog events;
    private final Secrets secrets;
    private final Forgetting forgetting;
    private final Revocations revocations;

    /** What a device proves itself with, and what it is told of it. */
    record Secrets(KeyRing keys, SecretSettings settings) {}

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
            Secrets secrets,
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
                        registry.byName(caller.tenant(), idOrAlias)
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
    public Edited patch(Caller caller, DeviceId id, Patch patch, OptionalLong seen) {
        Edited edited =
                edit(
                        caller,
                        id,
                        seen,
                        d ->
                                d.withLabels(
                                        d.tags(),
                                        merged(d.attributes(), patch.attributes()),
                                        merged(
                                                d.settings(),
                                                SecretSettings.marked(patch.settings()))));
        if (edited instanceof Edited.Done) {
            secrets.settings().seal(endpoints(caller, id), patch.settings());
        }
        return edited;
    }

    private List<Endpoint> endpoints(Caller caller, DeviceId id) {
        return core.stores().devices().endpoints(caller.tenant(), id).stream()
                .map(EndpointRecord::endpoint)
                .toList();
    }

    @Override
    public Optional<View> tag(Caller caller, DeviceId id, String tag, boolean present) {
        return done(
                edit(
                        caller,
                        id,
                        OptionalLong.empty(),
                        d -> {
                            Set<String> tags = new HashSet<>(d.tags());
                            boolean changed = present ? tags.add(tag) : tags.remove(tag);
                            return changed ? d.withLabels(tags, d.attributes(), d.settings()) : d;
                        }));
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
        AtomicReference<DeviceRecord> before = new AtomicReference<>();
        Edited edited =
                edit(
                        caller,
                        id,
                        OptionalLong.empty(),
                        d -> {
                            before.set(d);
                            return d.state() == from
                                    ? d.withState(DeviceRecord.State.ACTIVE, "", Optional.empty())
                                    : d;
                        });
        DeviceRecord was = before.get();
        if (was == null || was.state() != from) {
            return done(edited);
        }
        was.visitor().ifPresent(this::admit);
        registry.find(new DeviceKey(was.tenant(), id)).ifPresent(revocations::revoke);
        events.append(was.tenant(), Optional.of(id), type, Map.of("by", caller.name()));
        return core.stores().devices().find(caller.tenant(), id).map(this::view);
    }

    /** The visitor's principal is the endpoint's now; whoever had it before is the stranger. */
    private void admit(Visitor visitor) {
        Endpoint endpoint = visitor.endpoint();
        EndpointRecord now =
                core.stores()
                        .devices()
                        .findEndpoint(endpoint.tenant(), endpoint.id())
                        .map(presence::current)
                        .map(e ->
                                new EndpointRecord(
                                        endpoint,
                                        visitor.principal(),
                                        e.connected(),
                                        e.lastSeen(),
                                        e.periodic()))
                        .orElseGet(() ->
                                new EndpointRecord(
                                        endpoint,
                                        visitor.principal(),
                                        false,
                                        Instant.EPOCH,
                                        Duration.ZERO));
        registry.saveEndpoint(now);
        presence.admitted(now);
    }

    @Override
    public Edited delete(Caller caller, DeviceId id, OptionalLong seen) {
        DeviceKey key = new DeviceKey(caller.tenant(), id);
        registry.forget(key);
        Optional<Registry.Known> known = registry.find(key);
        if (known.isEmpty()) {
            return new Edited.Unknown();
        }
        View last = view(known.get().device());
        if (seen.isPresent()) {
            Edited claimed =
                    edit(
                            caller,
                            id,
                            seen,
                            d ->
                                    d.withState(
                                            DeviceRecord.State.DECOMMISSIONED,
                                            "being forgotten",
                                            Optional.empty()));
            if (!(claimed instanceof Edited.Done)) {
                return claimed;
            }
        }
        forgetting.forget(key);
        presence.forget(known.get());
        registry.delete(key);
        core.stores().twins().delete(caller.tenant(), id);
        core.stores().watches().delete(caller.tenant(), id);
        for (DeviceCredential credential :
                core.stores().credentials().ofDevice(caller.tenant(), id)) {
            core.stores().credentials().delete(credential);
            secrets.keys().changed(credential);
        }
        revocations.revoke(known.get());
        events.append(
                caller.tenant(), Optional.of(id), "device.deleted", Map.of("by", caller.name()));
        return new Edited.Done(last);
    }

    private Edited edit(
            Caller caller, DeviceId id, OptionalLong seen, UnaryOperator<DeviceRecord> change) {
        Optional<DeviceRecord> after =
                registry.edit(new DeviceKey(caller.tenant(), id), seen, change);
        if (after.isPresent()) {
            return new Edited.Done(view(after.get()));
        }
        boolean exists =
                seen.isPresent() && core.stores().devices().find(caller.tenant(), id).isPresent();
        return exists ? new Edited.Outdated() : new Edited.Unknown();
    }

    private static Optional<View> done(Edited edited) {
        return switch (edited) {
            case Edited.Done(View view) -> Optional.of(view);
            case Edited.Unknown _, Edited.Outdated _ -> Optional.empty();
        };
    }

    private static Map<String, String> merged(
            Map<String, String> before, Map<String, Optional<String>> patch) {
        Map<String, String> merged = new HashMap<>(before);
        patch.forEach((name, value) ->
                value.ifPresentOrElse(v -> merged.put(name, v), () -> merged.remove(name)));
        return merged;
    }
}
