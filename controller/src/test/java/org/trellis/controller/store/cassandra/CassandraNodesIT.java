package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.Samples;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.TwinValue;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Several nodes on one store; who may in; what lies on the disk. */
class CassandraNodesIT {

    private static final DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");
    private static final EndpointId ENDPOINT = new EndpointId("cwmp:0014A5-HG100-SN1");

    private final TestCassandra cassandra = TestCassandra.shared();

    @Test
    void a_device_that_changes_hands_loses_no_value() {
        TenantId tenant = Samples.tenant();
        Stores one = cassandra.stores().stores();
        try (CassandraStores other =
                CassandraStores.connect(cassandra.settings(), cassandra.box())) {
            Stores two = other.stores();
            long first = one.ownership().acquire(tenant, DEVICE, "one");
            TwinValue a = Samples.value("Device.WiFi.SSID.1.SSID", "a");
            one.twins().write(tenant, DEVICE, ENDPOINT, List.of(a), List.of(), Map.of());

            long second = two.ownership().acquire(tenant, DEVICE, "two");
            TwinValue b = Samples.value("Device.WiFi.SSID.2.SSID", "b");
            two.twins().write(tenant, DEVICE, ENDPOINT, List.of(b), List.of(), Map.of());

            long third = one.ownership().acquire(tenant, DEVICE, "one");
            TwinValue c = Samples.value("Device.WiFi.SSID.3.SSID", "c");
            one.twins().write(tenant, DEVICE, ENDPOINT, List.of(c), List.of(), Map.of());

            assertThat(second).isGreaterThan(first);
            assertThat(third).isGreaterThan(second);
            assertThat(two.twins().read(tenant, DEVICE, ENDPOINT, Set.of()))
                    .containsExactlyInAnyOrder(a, b, c);
        }
    }

    @Test
    void two_nodes_that_start_at_once_make_one_schema() throws Exception {
        StoreSettings base = cassandra.settings();
        StoreSettings fresh =
                new StoreSettings(
                        base.contactPoints(),
                        base.localDatacenter(),
                        "trellis_two",
                        1,
                        base.credentials(),
                        base.deadline());
        Callable<Integer> start =
                () -> {
                    try (CassandraStores node = CassandraStores.connect(fresh, cassandra.box())) {
                        return node.stores().credentials().sharedSecret("x")[0] & 0xff;
                    }
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : executor.invokeAll(List.of(start, start))) {
                answers.add(answer.get());
            }
            assertThat(answers.get(0)).isEqualTo(answers.get(1));
        }
        try (CqlSession session = Sessions.open(fresh)) {
            List<Integer> versions = new ArrayList<>();
            for (Row row : session.execute("SELECT version FROM schema_version")) {
                versions.add(row.getInt("version"));
            }
            assertThat(versions)
                    .containsExactlyElementsOf(
                            Migrations.STEPS.stream().map(Migrations.Step::version).toList());
            session.execute(
                    SimpleStatement.newInstance("DROP KEYSPACE trellis_two")
                            .setTimeout(java.time.Duration.ofSeconds(60)));
        }
    }

    @Test
    void a_node_with_another_key_file_is_told_so() {
        assertThatThrownBy(() ->
                        CassandraStores.connect(cassandra.settings(), SecretBox.ephemeral())
                                .close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another key file");
    }

    @Test
    void wrong_credentials_are_told_at_once_and_the_default_login_is_closed() {
        StoreSettings base = cassandra.settings();
        StoreSettings wrong =
                StoreSettings.local(
                        base.contactPoints().getFirst().getPort(),
                        new StoreSettings.Credentials("trellis", "no"));
        assertThatThrownBy(() -> CassandraStores.connect(wrong, cassandra.box()).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses the user trellis");
        assertThatThrownBy(() ->
                        Sessions.probe(
                                        base,
                                        new StoreSettings.Credentials("cassandra", "cassandra"))
                                .close())
                .isInstanceOf(AllNodesFailedException.class);
    }

    @Test
    void no_secret_lies_open_in_the_store() {
        TenantId tenant = Samples.tenant();
        String secret = "Tr3llisHidden";
        Stores stores = cassandra.stores().stores();
        stores.twins()
                .write(
                        tenant,
                        DEVICE,
                        ENDPOINT,
                        List.of(Samples.value("Device.WiFi.AccessPoint.1.Key", secret, true)),
                        List.of(),
                        Map.of());
        stores.commands()
                .save(
                        Samples.command(
                                tenant,
                                DEVICE,
                                Samples.set("Device.WiFi.AccessPoint.1.Key", secret)));
        stores.credentials()
                .save(
                        new DeviceCredential(
                                tenant,
                                Protocol.USP,
                                "inbound",
                                tenant.value(),
                                Optional.of(DEVICE),
                                secret,
                                Samples.now()));
        try (CqlSession session = Sessions.open(cassandra.settings())) {
            List<ByteBuffer> blobs = new ArrayList<>();
            String of = " WHERE tenant = ? AND device = ?";
            session.execute("SELECT data FROM twin" + of, tenant.value(), DEVICE.value())
                    .forEach(row -> blobs.add(row.getByteBuffer(0)));
            session.execute("SELECT request FROM command" + of, tenant.value(), DEVICE.value())
                    .forEach(row -> blobs.add(row.getByteBuffer(0)));
            session.execute(
                            "SELECT secret FROM credential WHERE protocol = 'USP' AND purpose ="
                                    + " 'inbound' AND user_name = ?",
                            tenant.value())
                    .forEach(row -> blobs.add(row.getByteBuffer(0)));
            assertThat(blobs).hasSize(3);
            for (ByteBuffer blob : blobs) {
                assertThat(StandardCharsets.ISO_8859_1.decode(blob).toString())
                        .doesNotContain(secret);
            }
        }
    }
}
