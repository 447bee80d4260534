package org.trellis.cwmp;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;
import org.trellis.southbound.UnavailableException;

/** A core in memory that keeps what it is told. */
public final class RecordingPort implements SouthboundPort {

    /** Users and passwords that are let in; everybody without credentials too if it is empty. */
    public final Map<String, String> users = new ConcurrentHashMap<>();

    public final Map<String, String> settings = new ConcurrentHashMap<>();
    public final List<Hello> hellos = new CopyOnWriteArrayList<>();
    public final List<Report> reports = new CopyOnWriteArrayList<>();
    public final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    public final Map<String, CommandResult> results = new ConcurrentHashMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile boolean away;

    /** The store is there for reports, and away when the session is to be opened. */
    public volatile boolean cannotOpen;

    /** Whether a command that came back is given out again. */
    public volatile boolean requeue;

    public volatile Optional<Admission> verdict = Optional.empty();
    private final Map<DeviceId, Deque<Command>> queues = new ConcurrentHashMap<>();
    private final AtomicLong sessions = new AtomicLong();
    private volatile SupportedModel model = SupportedModel.UNKNOWN;
    private final Map<DeviceId, Endpoint> endpoints = new ConcurrentHashMap<>();

    /** Queues a command and returns its tag, under which the result is kept. */
    public String queue(DeviceId device, Operation operation) {
        return queue(device, operation, 1);
    }

    public String queue(DeviceId device, Operation operation, int attempt) {
        UUID id = UUID.randomUUID();
        String tag = "t-" + id.toString().substring(0, 8);
        Command command =
                new Command(
                        new CommandId(id),
                        device,
                        operation,
                        Command.Priority.INTERACTIVE,
                        Instant.now().plusSeconds(60),
                        attempt,
                        tag);
        Deque<Command> queue = queues.computeIfAbsent(device, _ -> new ArrayDeque<>());
        synchronized (queue) {
            queue.add(command);
        }
        return tag;
    }

    public Endpoint endpoint(DeviceId device) {
        return Optional.ofNullable(endpoints.get(device)).orElseThrow();
    }

    public <T extends Report> Stream<T> reports(Class<T> type) {
        return reports.stream().filter(type::isInstance).map(type::cast);
    }

    private void check() {
        if (away) {
            throw new UnavailableException("away");
        }
    }

    @Override
    public Authentication authenticate(Claim claim) {
        check();
        return switch (claim.credential()) {
            case Credential.None _ -> granted(Principal.Kind.NONE, "none");
            case Credential.Password(String user, var verifier) ->
                    users.containsKey(user) && verifier.matches(users.get(user))
                            ? user.contains("-")
                                    ? granted(Principal.Kind.DEVICE_CREDENTIAL, user)
                                    : granted(Principal.Kind.ENROLLMENT_KEY, "key")
                            : new Authentication.Denied("no such key");
            case Credential.Token _ -> new Authentication.Denied("tokens are not used here");
            case Credential.Certificate(String fingerprint, _) ->
                    granted(Principal.Kind.CERTIFICATE, fingerprint);
        };
    }

    private static Authentication granted(Principal.Kind kind, String id) {
        return new Authentication.Granted(new Principal(kind, id, TenantId.DEFAULT));
    }

    @Override
    public Admission admit(Hello hello) {
        check();
        hellos.add(hello);
        if (verdict.isPresent()) {
            return verdict.get();
        }
        Endpoint endpoint =
                new Endpoint(
                        hello.endpointId(),
                        TenantId.DEFAULT,
                        hello.identity().orElseThrow().deviceId(),
                        hello.protocol(),
                        hello.transport(),
                        hello.address());
        endpoints.put(endpoint.device(), endpoint);
        roots.put(endpoint.device(), hello.dataModel());
        return new Admission.Admitted(endpoint, context(endpoint));
    }

    private final Map<DeviceId, org.trellis.model.DataModelRoot> roots = new ConcurrentHashMap<>();

    @Override
    public Fence opened(Endpoint endpoint) {
        check();
        if (cannotOpen) {
            throw new UnavailableException("away");
        }
        calls.add("opened " + endpoint.device());
        return new Fence(1, sessions.incrementAndGet());
    }

    @Override
    public void closed(Endpoint endpoint, Fence fence) {
        calls.add("closed " + endpoint.device());
    }

    @Override
    public Optional<Lease> next(Endpoint endpoint, Fence fence) {
        check();
        Deque<Command> queue = queues.computeIfAbsent(endpoint.device(), _ -> new ArrayDeque<>());
        synchronized (queue) {
            return Optional.ofNullable(queue.poll())
                    .map(command -> new Lease(command, endpoint, context(endpoint), fence));
        }
    }

    @Override
    public void accepted(Lease lease) {
        check();
        calls.add("accepted " + lease.command().tag());
    }

    @Override
    public void progress(Lease lease, Map<String, String> progress) {
        calls.add("progress " + lease.command().tag());
    }

    @Override
    public void complete(Lease lease, CommandResult result) {
        check();
        results.put(lease.command().tag(), result);
        result.model().ifPresent(m -> model = m);
    }

    @Override
    public void release(Lease lease, ReleaseReason reason) {
        check();
        calls.add("release " + lease.command().tag() + " " + reason);
        if (requeue) {
            Command c = lease.command();
            Deque<Command> queue = queues.computeIfAbsent(c.device(), _ -> new ArrayDeque<>());
            synchronized (queue) {
                queue.addFirst(
                        new Command(
                                c.id(),
                                c.device(),
                                c.operation(),
                                c.priority(),
                                c.expiresAt(),
                                c.attempt() + 1,
                                c.tag()));
            }
        }
    }

    private final Map<String, Boolean> keys = new ConcurrentHashMap<>();

    @Override
    public void report(Endpoint endpoint, Delivery delivery) {
        check();
        deliveries.add(delivery);
        if (delivery.dedupKey().isPresent()
                && keys.put(endpoint.id() + delivery.dedupKey().get(), true) != null) {
            return;
        }
        reports.addAll(delivery.reports());
    }

    @Override
    public void remember(Endpoint endpoint, Map<String, String> learnt) {
        check();
        settings.putAll(learnt);
    }

    @Override
    public DeviceContext context(Endpoint endpoint) {
        return new DeviceContext(
                Translators.shipped()
                        .of(
                                roots.getOrDefault(
                                        endpoint.device(), org.trellis.model.DataModelRoot.TR_181)),
                model,
                new LinkedHashMap<>(settings),
                TwinView.EMPTY);
    }

    @Override
    public DeviceLogin ownLogin(Endpoint endpoint) {
        check();
        String user = endpoint.device().value();
        users.putIfAbsent(user, "own of " + user);
        return new DeviceLogin(user, users.get(user));
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return new byte[32];
    }

    public List<String> callsWith(String word) {
        return new ArrayList<>(calls.stream().filter(c -> c.contains(word)).toList());
    }
}
