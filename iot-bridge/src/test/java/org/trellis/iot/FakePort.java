package org.trellis.iot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
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
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;
import org.trellis.southbound.UnavailableException;

/** The core as the adapter sees it. */
final class FakePort implements SouthboundPort {

    final List<Hello> hellos = new CopyOnWriteArrayList<>();
    final Map<EndpointId, Endpoint> open = new ConcurrentHashMap<>();
    final List<String> reports = new CopyOnWriteArrayList<>();
    final List<Report> raw = new CopyOnWriteArrayList<>();
    final Map<EndpointId, Map<String, String>> settings = new ConcurrentHashMap<>();
    final BlockingQueue<CommandResult> results = new LinkedBlockingQueue<>();
    final BlockingQueue<ReleaseReason> releases = new LinkedBlockingQueue<>();
    volatile boolean away;
    volatile boolean refusing;

    /** The call and endpoint that fails once, as only a defect does. */
    private final AtomicReference<String> broken = new AtomicReference<>("");

    private final Map<EndpointId, Queue<Operation>> queues = new HashMap<>();
    private final Map<EndpointId, Fence> fences = new HashMap<>();
    private long sessions;

    synchronized void queue(EndpointId id, Operation operation) {
        queues.computeIfAbsent(id, _ -> new ArrayDeque<>()).add(operation);
    }

    /** Serves every thing, if there is one. */
    volatile Optional<String> otherNode = Optional.empty();

    @Override
    public Authentication authenticate(Claim claim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> servedBy(TenantId tenant, EndpointId endpoint) {
        return otherNode;
    }

    @Override
    public Admission admit(Hello hello) {
        reachable();
        hellos.add(hello);
        if (refusing) {
            return new Admission.Refused("no");
        }
        Endpoint endpoint =
                new Endpoint(
                        hello.endpointId(),
                        TenantId.DEFAULT,
                        hello.deviceId().orElseThrow(),
                        hello.protocol(),
                        hello.transport(),
                        hello.address());
        return new Admission.Admitted(endpoint, context(endpoint));
    }

    @Override
    public synchronized Fence opened(Endpoint endpoint) {
        open.put(endpoint.id(), endpoint);
        Fence fence = new Fence(1, ++sessions);
        fences.put(endpoint.id(), fence);
        return fence;
    }

    @Override
    public void closed(Endpoint endpoint, Fence fence) {
        open.remove(endpoint.id());
    }

    @Override
    public synchronized Optional<Lease> next(Endpoint endpoint, Fence fence) {
        reachable();
        defect("next", endpoint);
        if (!fence.equals(fences.get(endpoint.id()))) {
            return Optional.empty();
        }
        Operation operation = queues.getOrDefault(endpoint.id(), new ArrayDeque<>()).poll();
        return Optional.ofNullable(operation)
                .map(o ->
                        new Lease(
                                new Command(
                                        new CommandId(UUID.randomUUID()),
                                        endpoint.device(),
                                        o,
                                        Command.Priority.INTERACTIVE,
                                        Instant.MAX,
                                        1,
                                        "t1"),
                                endpoint,
                                context(endpoint),
                                fence));
    }

    void breaks(String call, EndpointId id) {
        broken.set(call + " " + id);
    }

    boolean hasBroken() {
        return broken.get().isEmpty();
    }

    private void defect(String call, Endpoint endpoint) {
        if (broken.get().equals(call + " " + endpoint.id())) {
            broken.set("");
            throw new IllegalStateException("a defect");
        }
    }

    @Override
    public void accepted(Lease lease) {}

    @Override
    public void progress(Lease lease, Map<String, String> progress) {}

    @Override
    public void complete(Lease lease, CommandResult result) {
        results.add(result);
    }

    @Override
    public void release(Lease lease, ReleaseReason reason) {
        releases.add(reason);
    }

    @Override
    public void report(Endpoint endpoint, Delivery delivery) {
        reachable();
        defect("report", endpoint);
        String id = endpoint.id().value();
        for (Report report : delivery.reports()) {
            raw.add(report);
            switch (report) {
                case Report.Values(var values, var _, boolean changed) ->
                        values.forEach(v ->
                                reports.add(
                                        id
                                                + (changed ? " changed " : " has ")
                                                + v.path()
                                                + "="
                                                + v.text()));
                case Report.Telemetry(var readings) ->
                        readings.forEach(
                                v -> reports.add(id + " reads " + v.path() + "=" + v.text()));
                case Report.Presence(boolean online) ->
                        reports.add(id + (online ? " online" : " offline"));
                case Report.Contact _,
                        Report.Boot _,
                        Report.Reset _,
                        Report.ObjectCreated _,
                        Report.ObjectDeleted _,
                        Report.OperationComplete _,
                        Report.ModulesChanged _,
                        Report.Operations _,
                        Report.TransferComplete _,
                        Report.DeviceEvent _ ->
                        reports.add(id + " " + report);
            }
        }
    }

    @Override
    public void remember(Endpoint endpoint, Map<String, String> learnt) {
        settings.computeIfAbsent(endpoint.id(), _ -> new ConcurrentHashMap<>()).putAll(learnt);
    }

    @Override
    public DeviceContext context(Endpoint endpoint) {
        return new DeviceContext(
                Translators.shipped().of(DataModelRoot.TR_181),
                SupportedModel.UNKNOWN,
                settings.getOrDefault(endpoint.id(), Map.of()),
                TwinView.EMPTY);
    }

    @Override
    public DeviceLogin ownLogin(Endpoint endpoint) {
        return new DeviceLogin(endpoint.device().value(), "own");
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return new byte[32];
    }

    private void reachable() {
        if (away) {
            throw new UnavailableException("away");
        }
    }
}
