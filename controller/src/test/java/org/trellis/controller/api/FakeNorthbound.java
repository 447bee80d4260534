package org.trellis.controller.api;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.DeviceCredentials;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Enrollment;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Twins;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.FleetSearch;
import org.trellis.controller.store.Page;
import org.trellis.controller.store.Preregistration;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/** The core as the API sees it, in memory: a few devices that obey at once. */
public final class FakeNorthbound {

    public static final DeviceId GATEWAY = new DeviceId("0014A5-HG100-SN123");
    public static final DeviceId PENDING = new DeviceId("0014A5-HG100-SN999");
    public static final DeviceId CLONE = new DeviceId("0014A5-HG200-SN777");
    public static final DeviceId PLUG = new DeviceId("zigbee-00158d0001a2b3c4");

    final Clock clock;
    final FakeEvents events;
    final FakeCommands commands;
    final Map<DeviceId, DeviceRecord> devices =
            new ConcurrentSkipListMap<>(java.util.Comparator.comparing(DeviceId::value));
    final Map<DeviceId, TreeMap<ParameterPath, TwinValue>> twins = new HashMap<>();
    final List<EnrollmentKey> keys = new CopyOnWriteArrayList<>();
    final List<Preregistration> announced = new CopyOnWriteArrayList<>();
    final Set<DeviceId> online = new HashSet<>();

    /** Devices that somebody else edits between every read and the write that follows it. */
    final Set<DeviceId> contested = new HashSet<>();

    private volatile boolean away;

    public FakeNorthbound(Clock clock) {
        this.clock = clock;
        this.events = new FakeEvents(this);
        this.commands = new FakeCommands(this);
        seed();
    }

    public Northbound northbound() {
        return new Northbound(
                new Registry(),
                commands,
                new Values(),
                events,
                new Keys(),
                new Own(),
                Catalogue::canonical);
    }

    public FakeEvents events() {
        return events;
    }

    /** Whether everything answers as it does while the store cannot be reached. */
    public void away(boolean now) {
        away = now;
    }

    void reachable() {
        if (away) {
            throw new UnavailableException("no node of the store answers");
        }
    }

    private void seed() {
        device(GATEWAY, "HG100", "SN123", DeviceRecord.State.ACTIVE, "", DeviceKind.GATEWAY, null);
        device(
                PENDING,
                "HG100",
                "SN999",
                DeviceRecord.State.PENDING,
                "the key's policy is manual",
                DeviceKind.GATEWAY,
                null);
        device(
                CLONE,
                "HG200",
                "SN777",
                DeviceRecord.State.QUARANTINED,
                "came with the enrollment key, but has credentials of its own",
                DeviceKind.GATEWAY,
                null);
        device(
                PLUG,
                "TS011F",
                "0x00158d0001a2b3c4",
                DeviceRecord.State.ACTIVE,
                "",
                DeviceKind.IOT,
                GATEWAY);
        online.add(GATEWAY);
        value(GATEWAY, "Device.DeviceInfo.Manufacturer", "Acme", false, false);
        value(GATEWAY, "Device.DeviceInfo.ModelName", "<b>HG100</b> & co", false, false);
        value(GATEWAY, "Device.DeviceInfo.UpTime", "86400", false, false);
        for (int i = 1; i <= 12; i++) {
            String row = "Device.WiFi.SSID." + i + ".";
            value(GATEWAY, row + "Enable", i < 3 ? "true" : "false", true, false);
            value(GATEWAY, row + "SSID", i == 1 ? "home" : "net-" + i, true, false);
            value(GATEWAY, row + "BSSID", "00:14:a5:00:00:" + (10 + i), false, false);
        }
        value(GATEWAY, "Device.WiFi.AccessPoint.1.Security.KeyPassphrase", "hunter22", true, true);
        value(GATEWAY, "Device.X_ACME_Long", "x".repeat(70_000), false, false);
        value(PLUG, "Device.IoTCapability.1.BinaryControl.Value", "false", true, false);
    }

    private void device(
            DeviceId id,
            String productClass,
            String serial,
            DeviceRecord.State state,
            String reason,
            DeviceKind kind,
            DeviceId parent) {
        devices.put(
                id,
                new DeviceRecord(
                        TenantId.DEFAULT,
                        id,
                        state,
                        reason,
                        new DeviceIdentity(
                                "Acme",
                                "0014A5",
                                productClass,
                                serial,
                                "Acme " + productClass,
                                "1.0.4",
                                "A1"),
                        kind,
                        DataModelRoot.TR_181,
                        Optional.ofNullable(parent),
                        Set.of(),
                        Map.of(),
                        Map.of(),
                        "acme",
                        clock.instant()));
        twins.put(id, new TreeMap<>());
    }

    void value(DeviceId id, String path, String text, boolean writable, boolean secret) {
        ParameterPath parsed = ParameterPath.of(path);
        twins.get(id)
                .put(
                        parsed,
                        new TwinValue(
                                new ObservedValue(
                                        parsed,
                                        text.matches("true|false")
                                                ? ParameterType.BOOLEAN
                                                : ParameterType.STRING,
                                        text,
                                        writable,
                                        secret,
                                        path,
                                        Quality.REPORTED),
                                clock.instant()));
    }

    Endpoint endpoint(DeviceId id) {
        boolean plug = id.equals(PLUG);
        return new Endpoint(
                new EndpointId(plug ? "iot:home-17:0x00158d0001a2b3c4" : "usp:os::" + id),
                TenantId.DEFAULT,
                id,
                plug ? Protocol.IOT : Protocol.USP,
                "mqtt",
                plug ? "iot/home-17/plug" : "usp/v1/agent/os::" + id);
    }

    Devices.View view(DeviceRecord device) {
        return new Devices.View(
                device,
                List.of(
                        new Devices.Presence(
                                new EndpointRecord(
                                        endpoint(device.id()),
                                        new Principal(
                                                Principal.Kind.DEVICE_CREDENTIAL,
                                                device.id().value(),
                                                TenantId.DEFAULT),
                                        online.contains(device.id()),
                                        clock.instant(),
                                        Duration.ofMinutes(5)),
                                online.contains(device.id()))));
    }

    private Optional<Devices.View> change(
            DeviceId id,
            DeviceRecord.State state,
            Set<String> tags,
            Map<String, String> attributes,
            Map<String, String> settings) {
        return Optional.ofNullable(
                        devices.computeIfPresent(
                                id,
                                (_, d) ->
                                        new DeviceRecord(
                                                d.tenant(),
                                                d.id(),
                                                state,
                                                state == DeviceRecord.State.ACTIVE
                                                        ? ""
                                                        : d.stateReason(),
                                                d.identity(),
                                                d.kind(),
                                                d.dataModel(),
                                                d.parent(),
                                                tags,
                                                attributes,
                                                settings,
                                                d.modelKey(),
                                                d.createdAt())))
                .map(this::view);
    }

    private final class Registry implements Devices {

        @Override
        public Page<View> list(Caller caller, DeviceQuery query) {
            reachable();
            query.cursor()
                    .filter(c -> DeviceId.parse(c).filter(devices::containsKey).isEmpty())
                    .ifPresent(_ -> {
                        throw new BadCursorException();
                    });
            List<View> found =
                    devices.values().stream()
                            .filter(d ->
                                    query.cursor()
                                            .map(c -> d.id().value().compareTo(c) > 0)
                                            .orElse(true))
                            .filter(d ->
                                    query.prefix()
                                            .map(p ->
                                                    FleetSearch.tokens(d).stream()
                                                            .anyMatch(t -> t.startsWith(p)))
                                            .orElse(true))
                            .filter(d -> d.tags().containsAll(query.tags()))
                            .filter(d ->
                                    query.equal().entrySet().stream()
                                            .allMatch(e ->
                                                    switch (e.getKey()) {
                                                        case "kind" ->
                                                                d.kind()
                                                                        .label()
                                                                        .equals(e.getValue());
                                                        case "state" ->
                                                                d.state()
                                                                        .name()
                                                                        .equalsIgnoreCase(
                                                                                e.getValue());
                                                        case "productClass" ->
                                                                d.identity()
                                                                        .productClass()
                                                                        .equals(e.getValue());
                                                        default -> true;
                                                    }))
                            .map(FakeNorthbound.this::view)
                            .toList();
            List<View> shown = found.subList(0, Math.min(query.limit(), found.size()));
            return new Page<>(
                    shown,
                    shown.size() < found.size()
                            ? Optional.of(shown.getLast().device().id().value())
                            : Optional.empty());
        }

        @Override
        public Optional<View> find(Caller caller, String idOrAlias) {
            reachable();
            String id = idOrAlias.equals("mac:00:14:a5:00:00:01") ? GATEWAY.value() : idOrAlias;
            return DeviceId.parse(id).map(devices::get).map(FakeNorthbound.this::view);
        }

        @Override
        public long estimate(Caller caller) {
            return devices.size();
        }

        @Override
        public Edited patch(Caller caller, DeviceId id, Patch patch, OptionalLong seen) {
            DeviceRecord d = devices.get(id);
            if (seen.isPresent() && (contested.contains(id) || seen.getAsLong() != d.version())) {
                return new Edited.Outdated();
            }
            return change(
                            id,
                            d.state(),
                            d.tags(),
                            merged(d.attributes(), patch.attributes()),
                            merged(d.settings(), patch.settings()))
                    .<Edited>map(Edited.Done::new)
                    .orElseGet(Edited.Unknown::new);
        }

        private static Map<String, String> merged(
                Map<String, String> now, Map<String, Optional<String>> patch) {
            Map<String, String> out = new HashMap<>(now);
            patch.forEach((k, v) -> v.ifPresentOrElse(x -> out.put(k, x), () -> out.remove(k)));
            return out;
        }

        @Override
        public Optional<View> tag(Caller caller, DeviceId id, String tag, boolean present) {
            DeviceRecord d = devices.get(id);
            Set<String> tags = new HashSet<>(d.tags());
            boolean _ = present ? tags.add(tag) : tags.remove(tag);
            return change(id, d.state(), tags, d.attributes(), d.settings());
        }

        @Override
        public Optional<View> approve(Caller caller, DeviceId id) {
            return activate(id);
        }

        @Override
        public Optional<View> release(Caller caller, DeviceId id) {
            return activate(id);
        }

        private Optional<View> activate(DeviceId id) {
            DeviceRecord d = devices.get(id);
            Optional<View> after =
                    change(id, DeviceRecord.State.ACTIVE, d.tags(), d.attributes(), d.settings());
            events.add(id, "device.enrolled", Map.of());
            return after;
        }

        @Override
        public Edited delete(Caller caller, DeviceId id, OptionalLong seen) {
            if (seen.isPresent() && contested.contains(id)) {
                return new Edited.Outdated();
            }
            DeviceRecord gone = devices.remove(id);
            return gone == null ? new Edited.Unknown() : new Edited.Done(view(gone));
        }
    }

    private final class Values implements Twins {

        @Override
        public List<Row> parameters(Caller caller, DeviceId device, List<PathExpression> paths) {
            reachable();
            return twins.get(device).values().stream()
                    .filter(v ->
                            paths.isEmpty()
                                    || paths.stream().anyMatch(p -> p.covers(v.value().path())))
                    .map(v -> new Row(v, clock.instant(), endpoint(device)))
                    .toList();
        }

        @Override
        public List<Support> support(Caller caller, DeviceId device) {
            Map<String, SupportedNode> nodes = new LinkedHashMap<>();
            for (ParameterPath path : twins.get(device).keySet()) {
                ObservedValue value = twins.get(device).get(path).value();
                nodes.put(
                        path.template(),
                        new SupportedNode(
                                path.template(),
                                SupportedNode.Kind.PARAMETER,
                                value.writable(),
                                value.type()));
            }
            SupportedModel model = new SupportedModel("acme", DataModelRoot.TR_181, nodes);
            return List.of(
                    new Support(
                            endpoint(device),
                            model,
                            EndpointSupport.usp(
                                    model, Translators.shipped().of(DataModelRoot.TR_181)),
                            AccessPointUses.NONE));
        }
    }

    private final class Keys implements Enrollment {

        @Override
        public List<EnrollmentKey> keys(Caller caller) {
            return List.copyOf(keys);
        }

        @Override
        public EnrollmentKey create(Caller caller, EnrollmentKey t) {
            EnrollmentKey made =
                    new EnrollmentKey(
                            t.tenant(),
                            "key-" + (keys.size() + 1),
                            t.name(),
                            t.secret().isEmpty() ? "made-0123456789abcdef" : t.secret(),
                            t.policy(),
                            EnumSet.copyOf(t.protocols()),
                            t.networks(),
                            t.expiresAt(),
                            false,
                            t.createdAt());
            keys.add(made);
            return made;
        }

        @Override
        public boolean revoke(Caller caller, String id) {
            return keys.removeIf(k -> k.id().equals(id));
        }

        @Override
        public void preregister(Caller caller, Preregistration preregistration) {
            announced.add(preregistration);
        }

        @Override
        public List<Preregistration> preregistrations(Caller caller) {
            return List.copyOf(announced);
        }

        @Override
        public Optional<String> createBridge(Caller caller, String bridge) {
            return bridge.matches("[a-z0-9-]+") ? Optional.of("bridge-secret") : Optional.empty();
        }
    }

    private final class Own implements DeviceCredentials {

        private final List<DeviceCredential> all = new CopyOnWriteArrayList<>();

        @Override
        public List<DeviceCredential> credentials(Caller caller, DeviceId device) {
            return all.stream().filter(c -> c.device().filter(device::equals).isPresent()).toList();
        }

        @Override
        public Optional<DeviceCredential> create(
                Caller caller, DeviceId device, Protocol protocol, String user) {
            if (user.equals("trellis")) {
                return Optional.empty();
            }
            DeviceCredential made =
                    new DeviceCredential(
                            caller.tenant(),
                            protocol,
                            "inbound-given",
                            user.isEmpty() ? "os::0014A5-SN123" : user,
                            Optional.of(device),
                            "told-once",
                            clock.instant());
            all.add(made);
            return Optional.of(made);
        }

        @Override
        public boolean revoke(Caller caller, DeviceId device, Protocol protocol, String user) {
            return all.removeIf(c -> c.protocol() == protocol && c.user().equals(user));
        }
    }
}
