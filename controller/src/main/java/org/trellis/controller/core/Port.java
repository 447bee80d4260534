package org.trellis.controller.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
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
import org.trellis.southbound.Protocol;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;

/** The core's face towards the adapters: hands on, and decides nothing. */
final class Port implements SouthboundPort {

    private final Foundation core;
    private final Doors doors;
    private final Leasing leasing;
    private final RunningCommands running;
    private final Reports reports;
    private final PresenceBook presence;
    private final Waker waker;

    /** Who gets in. */
    record Doors(
            Authenticator authenticator,
            DeviceLogins logins,
            Admissions admissions,
            Registry registry,
            Contexts contexts,
            ModelDiscovery discovery,
            Refresh refresh,
            Rewatch rewatch,
            Refusals refusals) {}

    /** What is given to devices, and what they are at. */
    record Work(Leasing leasing, RunningCommands running) {}

    Port(
            Foundation core,
            Doors doors,
            Work work,
            Reports reports,
            PresenceBook presence,
            Waker waker) {
        this.core = core;
        this.doors = doors;
        this.leasing = work.leasing();
        this.running = work.running();
        this.reports = reports;
        this.presence = presence;
        this.waker = waker;
    }

    @Override
    public Authentication authenticate(Claim claim) {
        return doors.authenticator().authenticate(claim);
    }

    @Override
    public Authentication vouched(Stranger visitor) {
        return doors.authenticator().vouched(visitor);
    }

    @Override
    public void refused(Stranger visitor, String reason) {
        doors.refusals().refused(visitor, Optional.empty(), reason);
    }

    @Override
    public Admission admit(Hello hello) {
        Admission admission = doors.admissions().admit(hello);
        if (hello.factoryReset() && admission instanceof Admission.Admitted admitted) {
            Endpoint endpoint = admitted.endpoint();
            running.ended(endpoint, ResetWindow::isReset, Map.of(), List.of());
            doors.registry()
                    .find(DeviceKey.of(endpoint))
                    .ifPresent(device -> doors.discovery().refresh(device, endpoint));
            doors.rewatch().afterReset(endpoint);
        }
        return admission;
    }

    @Override
    public Fence opened(Endpoint endpoint) {
        Fence fence = leasing.opened(endpoint);
        core.metrics().count(CoreMetrics.Counter.SESSIONS_OPENED);
        presence.connected(endpoint, true);
        waker.arrived(endpoint);
        if (endpoint.protocol() != Protocol.CWMP) {
            waker.nudge(DeviceKey.of(endpoint));
        }
        return fence;
    }

    @Override
    public Optional<String> servedBy(TenantId tenant, EndpointId endpoint) {
        return doors.registry().resolve(tenant, endpoint).flatMap(leasing::servedElsewhere);
    }

    @Override
    public void closed(Endpoint endpoint, Fence fence) {
        if (leasing.closed(endpoint, fence)) {
            core.metrics().count(CoreMetrics.Counter.SESSIONS_CLOSED);
            DeviceKey device = DeviceKey.of(endpoint);
            // One that was deleted leaves no trace when its connection is cut.
            if (doors.registry().find(device).isPresent()) {
                presence.connected(endpoint, false);
                waker.nudge(device);
            }
        }
    }

    @Override
    public Optional<Lease> next(Endpoint endpoint, Fence fence) {
        return leasing.next(endpoint, fence);
    }

    @Override
    public void accepted(Lease lease) {
        leasing.accepted(lease);
    }

    @Override
    public void progress(Lease lease, Map<String, String> progress) {
        leasing.progress(lease, progress);
    }

    @Override
    public void complete(Lease lease, CommandResult result) {
        leasing.complete(lease, result);
        boolean littleKnown =
                lease.command().operation() instanceof Operation.Add
                        && result.values().isEmpty()
                        && !result.instances().isEmpty();
        if (littleKnown) {
            doors.refresh().read(lease.endpoint(), result.instances());
        }
    }

    @Override
    public void release(Lease lease, ReleaseReason reason) {
        leasing.release(lease, reason);
    }

    @Override
    public void report(Endpoint endpoint, Delivery delivery) {
        // What a forgotten device says until its connection ends would bring back a part of it.
        if (doors.registry().find(DeviceKey.of(endpoint)).isPresent()) {
            reports.report(endpoint, DedupKeys.bounded(delivery));
        }
    }

    @Override
    public DeviceContext context(Endpoint endpoint) {
        return doors.registry()
                .find(DeviceKey.of(endpoint))
                .map(device -> doors.contexts().of(device, endpoint))
                .orElseThrow(() -> new IllegalStateException(endpoint.id() + " is not admitted"));
    }

    @Override
    public void remember(Endpoint endpoint, Map<String, String> settings) {
        doors.contexts().remember(endpoint, settings);
    }

    @Override
    public DeviceLogin ownLogin(Endpoint endpoint) {
        return doors.logins().of(endpoint);
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return core.stores().credentials().sharedSecret(purpose);
    }
}
