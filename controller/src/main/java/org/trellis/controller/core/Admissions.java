package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.controller.store.Visitor;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;

/**
 * Who may in, and as which device. A known device that comes as always costs no store operation:
 * only what changed is written.
 */
final class Admissions {

    /** Before it is looked at more closely: the text is the device's own. */
    private static final int MAX_IDENTITY = 600;

    private final Foundation core;
    private final Registry registry;
    private final PrincipalRules rules;
    private final KeyRing keys;
    private final Contexts contexts;
    private final Aftermath aftermath;

    /** What follows from an admission. */
    record Aftermath(
            EventLog events, PresenceBook presence, ModelDiscovery discovery, Refusals refusals) {}

    Admissions(
            Foundation core,
            Registry registry,
            PrincipalRules rules,
            KeyRing keys,
            Contexts contexts,
            Aftermath aftermath) {
        this.core = core;
        this.registry = registry;
        this.rules = rules;
        this.keys = keys;
        this.contexts = contexts;
        this.aftermath = aftermath;
    }

    Admission admit(Hello hello) {
        if (!mayNameEndpoint(hello)) {
            return refuse(
                    hello,
                    Optional.empty(),
                    "bridge " + hello.principal().id() + " speaks for its own things only");
        }
        if (hello.principal().kind() == Principal.Kind.CERTIFICATE
                && !CertificateNames.holds(hello.principal().id(), hello)) {
            return refuse(
                    hello,
                    Optional.empty(),
                    "the certificate of " + hello.principal().id() + " names another device");
        }
        TenantId tenant = hello.principal().tenant();
        Optional<DeviceId> named = named(hello);
        Optional<DeviceKey> known =
                registry.resolve(tenant, hello.endpointId())
                        .or(() -> named.flatMap(id -> registry.named(tenant, id)));
        if (known.isEmpty() && named.isEmpty()) {
            return hello.identity().isPresent()
                    ? refuse(hello, Optional.empty(), "it has no OUI and serial number")
                    : new Admission.IdentityNeeded();
        }
        Optional<Registry.Known> device = known.flatMap(registry::find);
        if (device.isPresent()) {
            return returning(device.get(), hello);
        }
        return named.map(id -> unknown(new DeviceKey(tenant, id), hello))
                .orElseGet(Admission.IdentityNeeded::new);
    }

    private static boolean mayNameEndpoint(Hello hello) {
        return hello.principal().kind() != Principal.Kind.BRIDGE
                || hello.endpointId().value().startsWith("iot:" + hello.principal().id() + ":");
    }

    private static Optional<DeviceId> named(Hello hello) {
        return hello.deviceId()
                .or(() ->
                        hello.identity()
                                .filter(i -> !i.serialNumber().isBlank())
                                .filter(Admissions::isNameable)
                                .map(DeviceIdentity::deviceId));
    }

    /** What would not fit an id is no identity. */
    private static boolean isNameable(DeviceIdentity identity) {
        return identity.oui().length()
                                + identity.productClass().length()
                                + identity.serialNumber().length()
                        <= MAX_IDENTITY
                && DeviceId.fits(identity.oui(), identity.productClass(), identity.serialNumber());
    }

    private Admission unknown(DeviceKey key, Hello hello) {
        Optional<Preregistration> announced =
                core.stores().credentials().preregistration(key.tenant(), key.device());
        EnrollmentKey.Policy policy = policy(hello.principal());
        boolean foreignCredential =
                hello.principal().kind() == Principal.Kind.DEVICE_CREDENTIAL
                        && !hello.principal().id().equals(key.device().value());
        if (foreignCredential) {
            return refuse(hello, Optional.of(key.device()), "its credential is another device's");
        }
        return switch (policy) {
            case AUTO -> enroll(key, hello, DeviceRecord.State.ACTIVE, "", announced);
            case PREREGISTERED ->
                    announced.isPresent()
                            ? enroll(key, hello, DeviceRecord.State.ACTIVE, "", announced)
                            : refuse(
                                    hello,
                                    Optional.of(key.device()),
                                    "the enrollment key admits only announced devices");
            case MANUAL ->
                    enroll(
                            key,
                            hello,
                            announced.isPresent()
                                    ? DeviceRecord.State.ACTIVE
                                    : DeviceRecord.State.PENDING,
                            announced.isPresent() ? "" : "waits for approval",
                            announced);
        };
    }

    /** Only an enrollment key has a policy; whatever else authenticated is trusted to enroll. */
    private EnrollmentKey.Policy policy(Principal principal) {
        return principal.kind() == Principal.Kind.ENROLLMENT_KEY
                ? keys.key(principal.id())
                        .map(k -> k.key().policy())
                        .orElse(EnrollmentKey.Policy.MANUAL)
                : EnrollmentKey.Policy.AUTO;
    }

    private Admission enroll(
            DeviceKey key,
            Hello hello,
            DeviceRecord.State state,
            String reason,
            Optional<Preregistration> announced) {
        boolean pending = state == DeviceRecord.State.PENDING;
        DeviceIdentity identity = hello.identity().orElseGet(Admissions::nobody);
        DeviceRecord device =
                new DeviceRecord(
                        key.tenant(),
                        key.device(),
                        state,
                        reason,
                        identity,
                        hello.kind(),
                        hello.dataModel(),
                        hello.parent(),
                        Set.of(),
                        announced.map(Preregistration::attributes).orElse(Map.of()),
                        Map.of(),
                        pending ? "" : aftermath.discovery().knownModel(key.tenant(), hello),
                        core.now());
        Endpoint endpoint = endpoint(key, hello);
        EndpointRecord record = fresh(endpoint, hello);
        Parallel.run(
                List.of(
                        () -> registry.addAliases(key, aliases(key, hello)),
                        () ->
                                tell(
                                        key,
                                        hello,
                                        pending ? "device.pending" : "device.enrolled",
                                        reason),
                        () -> registry.enroll(device, record)));
        if (pending) {
            return new Admission.Pending(key.device());
        }
        core.metrics().count(CoreMetrics.Counter.ENROLLED);
        Registry.Known known = registry.find(key).orElseThrow();
        aftermath.discovery().enrolled(known, endpoint);
        return new Admission.Admitted(endpoint, contexts.of(known, endpoint));
    }

    private Admission returning(Registry.Known known, Hello hello) {
        Optional<String> intrusion = rules.intrusion(known, hello);
        if (intrusion.isPresent()) {
            return quarantine(known, hello, intrusion.get());
        }
        return switch (known.device().state()) {
            case ACTIVE, QUARANTINED -> {
                if (!known.active()) {
                    yield new Admission.Quarantined(
                            known.device().id(), known.device().stateReason());
                }
                Optional<String> objection = rules.objection(known, hello);
                yield objection.isPresent()
                        ? quarantine(known, hello, objection.get())
                        : admitted(known, hello);
            }
            case PENDING -> new Admission.Pending(known.device().id());
            case DECOMMISSIONED ->
                    refuse(hello, Optional.of(known.device().id()), "it is decommissioned");
        };
    }

    /**
     * The visitor lands there, not the device: whoever holds an enrollment key could have any
     * device told nothing otherwise. A release lets in the last one that came.
     */
    private Admission quarantine(Registry.Known known, Hello hello, String reason) {
        Visitor visitor = new Visitor(endpoint(known.key(), hello), hello.principal());
        boolean waits =
                known.device()
                        .visitor()
                        .filter(v -> v.endpoint().id().equals(hello.endpointId()))
                        .filter(v -> v.principal().equals(hello.principal()))
                        .isPresent();
        if (!waits) {
            core.metrics().count(CoreMetrics.Counter.QUARANTINED);
            registry.edit(
                    known.key(),
                    OptionalLong.empty(),
                    device ->
                            device.served()
                                    ? device.withState(
                                            DeviceRecord.State.QUARANTINED,
                                            reason,
                                            Optional.of(visitor))
                                    : device);
            tell(known.key(), hello, "device.quarantined", reason);
        }
        return new Admission.Quarantined(known.device().id(), reason);
    }

    private Admission admitted(Registry.Known before, Hello hello) {
        Registry.Known known = before;
        Endpoint endpoint = endpoint(known.key(), hello);
        EndpointRecord stored = known.endpoints().get(hello.endpointId());
        boolean same =
                stored != null
                        && stored.endpoint().equals(endpoint)
                        && stored.principal().equals(hello.principal());
        if (!same) {
            EndpointRecord record = seen(stored, endpoint, hello);
            registry.saveEndpoint(record);
            aftermath.presence().admitted(record);
            registry.addAliases(known.key(), aliases(known.key(), hello));
            known = registry.find(known.key()).orElse(known);
        }
        DeviceRecord followed = follow(known.device(), hello);
        if (!followed.equals(known.device())) {
            registry.saveIdentity(known.key(), followed.identity(), followed.dataModel());
            known = new Registry.Known(followed, known.endpoints());
        }
        aftermath.discovery().contact(known, endpoint);
        return new Admission.Admitted(endpoint, contexts.of(known, endpoint));
    }

    /** What may change of a device: its firmware, its root; never who it is. */
    private static DeviceRecord follow(DeviceRecord device, Hello hello) {
        DataModelRoot root =
                hello.protocol() == Protocol.CWMP ? hello.dataModel() : device.dataModel();
        DeviceIdentity was = device.identity();
        DeviceIdentity is =
                hello.identity()
                        .map(told ->
                                new DeviceIdentity(
                                        TwinEvents.first(was.manufacturer(), told.manufacturer()),
                                        TwinEvents.first(was.oui(), told.oui()),
                                        TwinEvents.first(was.productClass(), told.productClass()),
                                        TwinEvents.first(was.serialNumber(), told.serialNumber()),
                                        TwinEvents.newer(was.modelName(), told.modelName()),
                                        TwinEvents.newer(
                                                was.softwareVersion(), told.softwareVersion()),
                                        TwinEvents.newer(
                                                was.hardwareVersion(), told.hardwareVersion())))
                        .orElse(was);
        return is.equals(was) && root == device.dataModel()
                ? device
                : device.withIdentity(is, root);
    }

    /** Not yet heard: the session that follows is its first sign of life. */
    private static EndpointRecord fresh(Endpoint endpoint, Hello hello) {
        return new EndpointRecord(endpoint, hello.principal(), false, Instant.EPOCH, Duration.ZERO);
    }

    private EndpointRecord seen(@Nullable EndpointRecord stored, Endpoint endpoint, Hello hello) {
        if (stored == null) {
            return fresh(endpoint, hello);
        }
        EndpointRecord now = aftermath.presence().current(stored);
        return new EndpointRecord(
                endpoint, hello.principal(), now.connected(), now.lastSeen(), now.periodic());
    }

    private static Endpoint endpoint(DeviceKey key, Hello hello) {
        return new Endpoint(
                hello.endpointId(),
                key.tenant(),
                key.device(),
                hello.protocol(),
                hello.transport(),
                hello.address());
    }

    /** What is a name of the device anyway, by its own id or its endpoint's, needs no alias. */
    private static Set<String> aliases(DeviceKey key, Hello hello) {
        Set<String> aliases = new HashSet<>(hello.aliases());
        String endpoint = hello.endpointId().value();
        aliases.remove(key.device().value());
        aliases.remove(endpoint);
        if (hello.protocol() == Protocol.USP) {
            aliases.remove(endpoint.substring(endpoint.indexOf(':') + 1));
        }
        return aliases;
    }

    private static DeviceIdentity nobody() {
        return new DeviceIdentity("", "", "", "", "", "", "");
    }

    private void tell(DeviceKey key, Hello hello, String type, String reason) {
        Map<String, Object> data = new HashMap<>();
        data.put("protocol", hello.protocol().label());
        data.put("transport", hello.transport());
        data.put("endpoint", hello.endpointId().value());
        data.put("remoteAddress", hello.remoteAddress());
        data.put("principal", hello.principal().kind().name().toLowerCase(java.util.Locale.ROOT));
        if (!reason.isEmpty()) {
            data.put("reason", Texts.printable(reason));
        }
        aftermath.events().append(key.tenant(), Optional.of(key.device()), type, data);
    }

    private Admission refuse(Hello hello, Optional<DeviceId> device, String reason) {
        told(hello, device, reason);
        return new Admission.Refused(reason);
    }

    private void told(Hello hello, Optional<DeviceId> device, String reason) {
        aftermath
                .refusals()
                .refused(
                        new Stranger(
                                hello.principal().tenant(),
                                hello.protocol(),
                                hello.transport(),
                                hello.remoteAddress(),
                                hello.endpointId().value()),
                        device,
                        reason);
    }
}
