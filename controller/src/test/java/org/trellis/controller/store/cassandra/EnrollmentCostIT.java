package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trellis.controller.core.Core;
import org.trellis.controller.core.CoreBuilder;
import org.trellis.controller.core.CoreSettings;
import org.trellis.controller.core.LocalNodeBus;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Samples;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.Admission;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.TenantId;

/** What the store is asked for one more device of a model that is known. */
class EnrollmentCostIT {

    private static final int DEVICES = 20;

    private final TenantId tenant = Samples.tenant();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void an_enrollment_takes_few_statements() {
        TestCassandra cassandra = TestCassandra.shared();
        try (CassandraStores stores =
                        CassandraStores.connect(cassandra.settings(), cassandra.box());
                Core core =
                        new CoreBuilder(
                                        stores.stores(),
                                        Clock.systemUTC(),
                                        CoreSettings.defaults("cost-" + run),
                                        new LocalNodeBus())
                                .build()) {
            Principal key = key(stores);
            long background = stores.statements();
            first(core.port(), key);
            long started = stores.statements();
            for (int i = 0; i < DEVICES; i++) {
                enroll(core.port(), hello(key, "SN" + i));
            }
            double each = (stores.statements() - started) / (double) DEVICES;
            assertThat(started).isGreaterThan(background);
            assertThat(each).as("statements for a device").isLessThanOrEqualTo(15);
        }
    }

    private Principal key(CassandraStores stores) {
        stores.stores()
                .credentials()
                .save(
                        new EnrollmentKey(
                                tenant,
                                "k-" + run,
                                "cost",
                                "secret-" + run,
                                EnrollmentKey.Policy.AUTO,
                                Set.of(),
                                List.of(),
                                Optional.empty(),
                                false,
                                Instant.now()));
        return new Principal(Principal.Kind.ENROLLMENT_KEY, "k-" + run, tenant);
    }

    private void first(SouthboundPort port, Principal key) {
        Endpoint endpoint = admitted(port, hello(key, "FIRST"));
        Fence fence = port.opened(endpoint);
        Lease lease = port.next(endpoint, fence).orElseThrow();
        assertThat(lease.command().operation()).isInstanceOf(Operation.Discover.class);
        SupportedNode node =
                new SupportedNode(
                        "Device.DeviceInfo.SoftwareVersion",
                        SupportedNode.Kind.PARAMETER,
                        false,
                        null);
        port.complete(
                lease,
                new CommandResult(
                        CommandResult.Status.DONE,
                        List.of(),
                        List.of(ParameterPath.of("Device.")),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.of(
                                new SupportedModel(
                                        "found",
                                        DataModelRoot.TR_181,
                                        Map.of(node.template(), node)))));
        port.closed(endpoint, fence);
    }

    /** Through the door, and ready for what waits. */
    private static void enroll(SouthboundPort port, Hello hello) {
        Endpoint endpoint = admitted(port, hello);
        Fence fence = port.opened(endpoint);
        assertThat(port.next(endpoint, fence)).isPresent();
    }

    private static Endpoint admitted(SouthboundPort port, Hello hello) {
        return switch (port.admit(hello)) {
            case Admission.Admitted(Endpoint endpoint, _) -> endpoint;
            case Admission other -> throw new AssertionError(other.toString());
        };
    }

    private Hello hello(Principal key, String serial) {
        DeviceIdentity identity =
                new DeviceIdentity("Acme", "0014A5", "HG" + run, serial, "HG", "1.0", "A");
        return new Hello(
                key,
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
                Set.of("0014A5-HG" + run + "-" + serial),
                false);
    }
}
