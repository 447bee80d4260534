package org.trellis.usp;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;
import org.trellis.southbound.UnavailableException;

/** A core in memory that keeps what it is told. */
final class FakePort implements SouthboundPort {

    record Completed(Lease lease, CommandResult result) {}

    record Released(Lease lease, ReleaseReason reason) {}

    record Reported(EndpointId endpoint, Delivery delivery) {}

    static final Principal KEY =
            new Principal(Principal.Kind.ENROLLMENT_KEY, "key-1", TenantId.DEFAULT);

    static final Principal OWN =
            new Principal(Principal.Kind.DEVICE_CREDENTIAL, "00256D-Box-1", TenantId.DEFAULT);

    record Turned(Stranger visitor, String reason) {}

    final List<Turned> refused = new CopyOnWriteArrayList<>();

    /** What agents are given, by their endpoint. */
    volatile DeviceLogin login = new DeviceLogin("nobody", "nothing");

    final List<Hello> hellos = new CopyOnWriteArrayList<>();
    final List<Completed> completed = new CopyOnWriteArrayList<>();
    final List<Released> released = new CopyOnWriteArrayList<>();
    final List<Lease> accepted = new CopyOnWriteArrayList<>();
    final List<Reported> reported = new CopyOnWriteArrayList<>();
    final Map<EndpointId, Fence> open = new ConcurrentHashMap<>();
    final AtomicLong openings = new AtomicLong();

    volatile boolean away;

    /** How often something was asked for in vain. */
    final AtomicLong awayAsked = new AtomicLong();

    volatile Optional<String> otherNode = Optional.empty();

    /** Breaks at a report: a bug, not a store that is away. */
    volatile Predicate<Delivery> breaksAt = _ -> false;

    volatile SupportedModel model = SupportedModel.UNKNOWN;

    /** Overrides the admission where it gives one. */
    volatile Function<Hello, Optional<Admission>> policy = _ -> Optional.empty();

    private final Map<EndpointId, DeviceId> known = new HashMap<>();
    private final Map<EndpointId, Deque<Command>> queues = new HashMap<>();
    private final AtomicLong sessions = new AtomicLong();

    @Override
    public Optional<String> servedBy(TenantId tenant, EndpointId endpoint) {
        check();
        return otherNode;
    }

    private void check() {
        if (away) {
            awayAsked.incrementAndGet();
            throw new UnavailableException("away");
        }
    }

    synchronized Command submit(String endpointId, Operation operation) {
        return submit(endpointId, operation, 1);
    }

    synchronized Command submit(String endpointId, Operation operation, int attempt) {
        EndpointId endpoint = new EndpointId("usp:" + endpointId);
        UUID id = UUID.randomUUID();
        Command command =
                new Command(
                        new CommandId(id),
                        DeviceId.ofSource("usp", endpointId),
                        operation,
                        Command.Priority.INTERACTIVE,
                        Instant.now().plusSeconds(60),
                        attempt,
                        "t" + id.toString().substring(0, 8));
        queues.computeIfAbsent(endpoint, _ -> new ArrayDeque<>()).add(command);
        return command;
    }

    synchronized int queued() {
        return queues.values().stream().mapToInt(Deque::size).sum();
    }

    Optional<CommandResult> resultOf(Command command) {
        return completed.stream()
                .filter(c -> c.lease().command().equals(command))
                .map(Completed::result)
                .findFirst();
    }

    List<Report> reports() {
        List<Report> all = new ArrayList<>();
        reported.forEach(r -> all.addAll(r.delivery().reports()));
        return all;
    }

    Endpoint endpoint(String endpointId) {
        return new Endpoint(
                new EndpointId("usp:" + endpointId),
                TenantId.DEFAULT,
                DeviceId.ofSource("usp", endpointId),
                Protocol.USP,
                "mqtt",
                "");
    }

    @Override
    public Authentication authenticate(Claim claim) {
        return new Authentication.Granted(KEY);
    }

    @Override
    public void refused(Stranger visitor, String reason) {
        refused.add(new Turned(visitor, reason));
    }

    @Override
    public synchronized Admission admit(Hello hello) {
        check();
        hellos.add(hello);
        Optional<Admission> decided = policy.apply(hello);
        if (decided.isPresent()) {
            return decided.get();
        }
        DeviceId device = known.get(hello.endpointId());
        if (device == null) {
            if (hello.identity().isEmpty()) {
                return new Admission.IdentityNeeded();
            }
            device = hello.deviceId().orElseGet(() -> hello.identity().get().deviceId());
            known.put(hello.endpointId(), device);
        }
        Endpoint endpoint =
                new Endpoint(
                        hello.endpointId(),
                        hello.principal().tenant(),
                        device,
                        hello.protocol(),
                        hello.transport(),
                        hello.address());
        return new Admission.Admitted(endpoint, context(endpoint));
    }

    @Override
    public Fence opened(Endpoint endpoint) {
        check();
        openings.incrementAndGet();
        Fence fence = new Fence(1, sessions.incrementAndGet());
        open.put(endpoint.id(), fence);
        return fence;
    }

    @Override
    public void closed(Endpoint endpoint, Fence fence) {
        check();
        open.remove(endpoint.id(), fence);
    }

    @Override
    public synchronized Optional<Lease> next(Endpoint endpoint, Fence fence) {
        check();
        Deque<Command> queue = queues.get(endpoint.id());
        Command command = queue == null ? null : queue.poll();
        return command == null
                ? Optional.empty()
                : Optional.of(new Lease(command, endpoint, context(endpoint), fence));
    }

    @Override
    public void accepted(Lease lease) {
        check();
        accepted.add(lease);
    }

    @Override
    public void progress(Lease lease, Map<String, String> progress) {}

    @Override
    public void complete(Lease lease, CommandResult result) {
        check();
        completed.add(new Completed(lease, result));
    }

    @Override
    public void release(Lease lease, ReleaseReason reason) {
        check();
        released.add(new Released(lease, reason));
    }

    @Override
    public void report(Endpoint endpoint, Delivery delivery) {
        check();
        if (breaksAt.test(delivery)) {
            throw new IllegalStateException("broken");
        }
        reported.add(new Reported(endpoint.id(), delivery));
    }

    @Override
    public void remember(Endpoint endpoint, Map<String, String> settings) {}

    @Override
    public DeviceContext context(Endpoint endpoint) {
        return new DeviceContext(
                Translators.shipped().of(DataModelRoot.TR_181), model, Map.of(), TwinView.EMPTY);
    }

    @Override
    public DeviceLogin ownLogin(Endpoint endpoint) {
        check();
        return login;
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return new byte[32];
    }
}
