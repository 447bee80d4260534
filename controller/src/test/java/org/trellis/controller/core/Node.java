package org.trellis.controller.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Preregistration;
import org.trellis.controller.store.Stores;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.Credential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;

/** A core with fake adapters, and short words for what tests do with it. */
final class Node implements AutoCloseable {

    static final TenantId TENANT = TenantId.DEFAULT;
    static final Caller OPERATOR = new Caller("operator", TENANT, Set.of(Caller.Right.values()));
    static final String KEY = "let-me-in";

    private final Stores stores;
    final Core core;
    final SouthboundPort port;
    final Northbound north;
    final Map<Protocol, FakeAdapter> adapters = new EnumMap<>(Protocol.class);

    Node(String id, Stores stores, Clock clock, NodeBus bus) {
        this(
                CoreSettings.defaults(id)
                        .withLiveness(Duration.ofMillis(100), Duration.ofSeconds(10)),
                stores,
                clock,
                bus);
    }

    Node(CoreSettings settings, Stores stores, Clock clock, NodeBus bus) {
        this.stores = stores;
        core = new CoreBuilder(stores, clock, settings, bus).build();
        port = core.port();
        north = core.northbound();
        for (Protocol protocol : Protocol.values()) {
            FakeAdapter adapter = new FakeAdapter(protocol);
            adapters.put(protocol, adapter);
            core.register(adapter);
        }
        core.start();
    }

    static EnrollmentKey key(String id, String secret, EnrollmentKey.Policy policy) {
        return new EnrollmentKey(
                TENANT,
                id,
                id,
                secret,
                policy,
                Set.of(),
                List.of(),
                Optional.empty(),
                false,
                Instant.EPOCH);
    }

    /** Makes the enrollment key {@code auto}. */
    Node withKey() {
        north.enrollment().create(OPERATOR, key("auto", KEY, EnrollmentKey.Policy.AUTO));
        return this;
    }

    Principal login(String secret) {
        return switch (claim(Protocol.CWMP, "trellis", secret, Optional.empty())) {
            case Authentication.Granted granted -> granted.principal();
            case Authentication.Denied denied ->
                    throw new AssertionError("denied: " + denied.reason());
        };
    }

    Authentication claim(Protocol protocol, String user, String secret, Optional<String> identity) {
        return port.authenticate(
                new Claim(
                        protocol,
                        "http",
                        new Credential.Password(user, secret::equals),
                        identity,
                        "192.0.2.7"));
    }

    static DeviceIdentity identity(String serial) {
        return new DeviceIdentity("Acme", "0014A5", "HG100", serial, "HG", "1.0", "A");
    }

    static Hello cwmp(Principal principal, String serial) {
        DeviceIdentity identity = identity(serial);
        return new Hello(
                principal,
                Protocol.CWMP,
                "http",
                "http://192.0.2.7:7547/cr",
                "192.0.2.7",
                new EndpointId("cwmp:" + identity.deviceId()),
                Optional.of(identity),
                Optional.empty(),
                Optional.empty(),
                DeviceKind.GATEWAY,
                DataModelRoot.TR_181,
                Set.of(),
                false);
    }

    static Hello usp(
            Principal principal,
            String transport,
            String serial,
            Optional<DeviceIdentity> identity) {
        return new Hello(
                principal,
                Protocol.USP,
                transport,
                "usp/v1/agent/" + serial,
                "192.0.2.8",
                new EndpointId("usp:os::0014A5-" + serial),
                identity,
                Optional.empty(),
                Optional.empty(),
                DeviceKind.GATEWAY,
                DataModelRoot.TR_181,
                Set.of(),
                false);
    }

    /** Announces a device: then a second endpoint of it may come with the key, too. */
    void announce(String serial) {
        stores.credentials()
                .save(
                        new Preregistration(
                                TENANT, identity(serial).deviceId(), Map.of(), Instant.EPOCH));
    }

    /** The same device with the older root. */
    static Hello tr098(Hello hello) {
        return as(hello, hello.kind(), DataModelRoot.TR_098, false);
    }

    /** The same device after it has lost its settings. */
    static Hello bootstrap(Hello hello) {
        return as(hello, hello.kind(), hello.dataModel(), true);
    }

    /** The same device as another kind, or with another root. */
    static Hello as(Hello hello, DeviceKind kind, DataModelRoot root, boolean factoryReset) {
        return new Hello(
                hello.principal(),
                hello.protocol(),
                hello.transport(),
                hello.address(),
                hello.remoteAddress(),
                hello.endpointId(),
                hello.identity(),
                hello.deviceId(),
                hello.parent(),
                kind,
                root,
                hello.aliases(),
                factoryReset);
    }

    /** Enrolls and opens a CWMP device. */
    Session cwmp(String serial) {
        return open(cwmp(login(KEY), serial));
    }

    /** Enrolls and opens a USP device. */
    Session usp(String serial) {
        return open(usp(login(KEY), "websocket", serial, Optional.of(identity(serial))));
    }

    Session open(Hello hello) {
        return switch (port.admit(hello)) {
            case Admission.Admitted admitted -> new Session(port, admitted.endpoint());
            case Admission.IdentityNeeded _,
                    Admission.Pending _,
                    Admission.Quarantined _,
                    Admission.Refused _ ->
                    throw new AssertionError("not admitted: " + port.admit(hello));
        };
    }

    CommandRecord submit(DeviceId device, Operation operation) {
        return submit(device, operation, Duration.ZERO);
    }

    CommandRecord submit(DeviceId device, Operation operation, Duration wait) {
        return accepted(north.commands().submit(OPERATOR, request(device, operation), wait));
    }

    static CommandRecord accepted(Submission submission) {
        return switch (submission) {
            case Submission.Accepted accepted -> accepted.command();
            case Submission.Invalid invalid ->
                    throw new AssertionError("refused: " + invalid.errors());
            case Submission.UnknownDevice _, Submission.KeyConflict _, Submission.QueueFull _ ->
                    throw new AssertionError("refused: " + submission);
        };
    }

    static CommandRequest request(DeviceId device, Operation operation) {
        return new CommandRequest(
                device,
                operation,
                Command.Priority.INTERACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    CommandRecord find(CommandId id) {
        return north.commands().find(OPERATOR, id).orElseThrow();
    }

    CommandRecord.Status status(CommandRecord command) {
        return find(command.id()).status();
    }

    List<EventRecord> events(DeviceId device) {
        return north.events().ofDevice(OPERATOR, device, Optional.empty(), 500).items();
    }

    List<String> eventTypes(DeviceId device) {
        return events(device).stream().map(EventRecord::type).toList();
    }

    @Override
    public void close() {
        core.close();
    }
}
