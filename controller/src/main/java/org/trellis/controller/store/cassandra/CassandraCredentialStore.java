package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.controller.store.CredentialStore;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Keys and credentials; every secret sealed for its own row. */
final class CassandraCredentialStore implements CredentialStore {

    private static final int SHARED_SECRET_BYTES = 32;
    private static final Instant NEVER = Instant.ofEpochMilli(0);

    private final Cql cql;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();
    private final PreparedStatement selectKeys;
    private final PreparedStatement insertKey;
    private final PreparedStatement select;
    private final PreparedStatement selectOfDevice;
    private final PreparedStatement insert;
    private final PreparedStatement insertOfDevice;
    private final PreparedStatement delete;
    private final PreparedStatement deleteOfDevice;
    private final PreparedStatement selectAnnounced;
    private final PreparedStatement selectAllAnnounced;
    private final PreparedStatement insertAnnounced;
    private final PreparedStatement selectShared;
    private final PreparedStatement insertShared;

    CassandraCredentialStore(Cql cql, SecretBox box) {
        this.cql = cql;
        this.box = box;
        selectKeys = cql.idempotent("SELECT * FROM enrollment_key");
        insertKey =
                cql.idempotent(
                        "INSERT INTO enrollment_key (tenant, id, name, secret, policy, protocols,"
                                + " networks, expires_at, revoked, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        select =
                cql.idempotent(
                        "SELECT * FROM credential"
                                + " WHERE protocol = ? AND purpose = ? AND user_name = ?");
        selectOfDevice =
                cql.idempotent(
                        "SELECT protocol, purpose, user_name FROM device_credential"
                                + " WHERE tenant = ? AND device = ?");
        insert =
                cql.idempotent(
                        "INSERT INTO credential (protocol, purpose, user_name, tenant, device,"
                                + " secret, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
        insertOfDevice =
                cql.idempotent(
                        "INSERT INTO device_credential (tenant, device, protocol, purpose,"
                                + " user_name) VALUES (?, ?, ?, ?, ?)");
        delete =
                cql.idempotent(
                        "DELETE FROM credential"
                                + " WHERE protocol = ? AND purpose = ? AND user_name = ?");
        deleteOfDevice =
                cql.idempotent(
                        "DELETE FROM device_credential WHERE tenant = ? AND device = ?"
                                + " AND protocol = ? AND purpose = ? AND user_name = ?");
        selectAnnounced =
                cql.idempotent("SELECT * FROM preregistration WHERE tenant = ? AND device = ?");
        selectAllAnnounced = cql.idempotent("SELECT * FROM preregistration WHERE tenant = ?");
        insertAnnounced =
                cql.idempotent(
                        "INSERT INTO preregistration (tenant, device, attributes, created_at)"
                                + " VALUES (?, ?, ?, ?)");
        selectShared = cql.idempotent("SELECT secret FROM shared_secret WHERE purpose = ?");
        insertShared =
                cql.once("INSERT INTO shared_secret (purpose, secret) VALUES (?, ?) IF NOT EXISTS");
    }

    @Override
    public List<EnrollmentKey> enrollmentKeys() {
        return cql.rows(selectKeys.bind()).stream()
                .map(this::key)
                .sorted(java.util.Comparator.comparing(EnrollmentKey::createdAt))
                .toList();
    }

    private EnrollmentKey key(Row row) {
        String tenant = Columns.text(row, "tenant");
        String id = Columns.text(row, "id");
        List<String> networks = row.getList("networks", String.class);
        return new EnrollmentKey(
                new TenantId(tenant),
                id,
                Columns.text(row, "name"),
                opened(row, keyContext(tenant, id)),
                EnrollmentKey.Policy.valueOf(Columns.text(row, "policy")),
                Columns.texts(row, "protocols").stream()
                        .map(Protocol::valueOf)
                        .collect(Collectors.toSet()),
                networks == null ? List.of() : networks,
                Columns.optionalTime(row, "expires_at").filter(NEVER::isBefore),
                row.getBoolean("revoked"),
                Columns.time(row, "created_at"));
    }

    private static String keyContext(String tenant, String id) {
        return tenant + "|enrollment-key|" + id;
    }

    private String opened(Row row, String context) {
        ByteBuffer sealed = row.getByteBuffer("secret");
        if (sealed == null) {
            throw new IllegalStateException("a secret is missing: " + context);
        }
        byte[] bytes = new byte[sealed.remaining()];
        sealed.get(bytes);
        return box.openText(context, bytes);
    }

    @Override
    public void save(EnrollmentKey key) {
        Set<String> protocols =
                key.protocols().stream().map(Protocol::name).collect(Collectors.toSet());
        String tenant = key.tenant().value();
        cql.execute(
                insertKey.bind(
                        tenant,
                        key.id(),
                        key.name(),
                        ByteBuffer.wrap(box.seal(keyContext(tenant, key.id()), key.secret())),
                        key.policy().name(),
                        protocols,
                        key.networks(),
                        key.expiresAt().orElse(NEVER),
                        key.revoked(),
                        key.createdAt()));
    }

    @Override
    public Optional<DeviceCredential> find(Protocol protocol, String purpose, String user) {
        return cql.first(select.bind(protocol.name(), purpose, user)).map(this::credential);
    }

    private DeviceCredential credential(Row row) {
        Protocol protocol = Protocol.valueOf(Columns.text(row, "protocol"));
        String purpose = Columns.text(row, "purpose");
        String user = Columns.text(row, "user_name");
        return new DeviceCredential(
                new TenantId(Columns.text(row, "tenant")),
                protocol,
                purpose,
                user,
                Columns.optionalText(row, "device").map(DeviceId::new),
                opened(row, credentialContext(protocol, purpose, user)),
                Columns.time(row, "created_at"));
    }

    private static String credentialContext(Protocol protocol, String purpose, String user) {
        return protocol + "|" + purpose + "|" + user;
    }

    @Override
    public List<DeviceCredential> ofDevice(TenantId tenant, DeviceId device) {
        List<Statement<?>> reads = new ArrayList<>();
        for (Row row : cql.rows(selectOfDevice.bind(tenant.value(), device.value()))) {
            reads.add(
                    select.bind(
                            Columns.text(row, "protocol"),
                            Columns.text(row, "purpose"),
                            Columns.text(row, "user_name")));
        }
        if (reads.isEmpty()) {
            return List.of();
        }
        return cql.rowsOfAll(reads).stream()
                .flatMap(List::stream)
                .map(this::credential)
                .filter(c -> c.tenant().equals(tenant))
                .filter(c -> c.device().filter(device::equals).isPresent())
                .toList();
    }

    @Override
    public void save(DeviceCredential credential) {
        String context =
                credentialContext(credential.protocol(), credential.purpose(), credential.user());
        List<Statement<?>> statements = new ArrayList<>();
        statements.add(
                insert.bind(
                        credential.protocol().name(),
                        credential.purpose(),
                        credential.user(),
                        credential.tenant().value(),
                        credential.device().map(DeviceId::value).orElse(""),
                        ByteBuffer.wrap(box.seal(context, credential.secret())),
                        credential.createdAt()));
        credential
                .device()
                .ifPresent(device ->
                        statements.add(
                                insertOfDevice.bind(
                                        credential.tenant().value(),
                                        device.value(),
                                        credential.protocol().name(),
                                        credential.purpose(),
                                        credential.user())));
        cql.executeAll(statements);
    }

    @Override
    public void delete(DeviceCredential credential) {
        List<Statement<?>> statements = new ArrayList<>();
        statements.add(
                delete.bind(credential.protocol().name(), credential.purpose(), credential.user()));
        credential
                .device()
                .ifPresent(device ->
                        statements.add(
                                deleteOfDevice.bind(
                                        credential.tenant().value(),
                                        device.value(),
                                        credential.protocol().name(),
                                        credential.purpose(),
                                        credential.user())));
        cql.executeAll(statements);
    }

    @Override
    public Optional<Preregistration> preregistration(TenantId tenant, DeviceId device) {
        return cql.first(selectAnnounced.bind(tenant.value(), device.value()))
                .map(CassandraCredentialStore::announced);
    }

    @Override
    public List<Preregistration> preregistrations(TenantId tenant) {
        return cql.rows(selectAllAnnounced.bind(tenant.value())).stream()
                .map(CassandraCredentialStore::announced)
                .toList();
    }

    private static Preregistration announced(Row row) {
        return new Preregistration(
                new TenantId(Columns.text(row, "tenant")),
                new DeviceId(Columns.text(row, "device")),
                Columns.map(row, "attributes"),
                Columns.time(row, "created_at"));
    }

    @Override
    public void save(Preregistration preregistration) {
        cql.execute(
                insertAnnounced.bind(
                        preregistration.tenant().value(),
                        preregistration.device().value(),
                        preregistration.attributes(),
                        preregistration.createdAt()));
    }

    @Override
    public byte[] sharedSecret(String purpose) {
        return kept(purpose)
                .orElseGet(() -> {
                    byte[] made = new byte[SHARED_SECRET_BYTES];
                    random.nextBytes(made);
                    ByteBuffer sealed = ByteBuffer.wrap(box.seal("shared|" + purpose, made));
                    // Whoever was first, what is kept now counts.
                    cql.page(insertShared.bind(purpose, sealed));
                    return kept(purpose).orElseThrow();
                });
    }

    private Optional<byte[]> kept(String purpose) {
        return cql.first(
                        selectShared
                                .bind(purpose)
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                .map(row -> row.getByteBuffer("secret"))
                .map(sealed -> {
                    byte[] bytes = new byte[sealed.remaining()];
                    sealed.get(bytes);
                    return box.open("shared|" + purpose, bytes);
                });
    }
}
