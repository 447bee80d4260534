package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/**
 * The twin as blobs: one per (endpoint, top-level object), divided into chunks by sub-object when
 * it grows (ADR 0008). A write reads the blobs that it touches, from a bounded cache if this node
 * wrote them last, and writes them back with the coverage in one mutation of one partition.
 *
 * <p>Only the owner of a device writes; {@link #forget} drops the cache when ownership is acquired
 * or lost, because another node may have written in between.
 */
final class CassandraTwinStore implements TwinStore {

    private static final long CACHE_BYTES = 32L << 20;
    private static final int ENTRY_OVERHEAD = 200;
    private static final int SPLIT_ABOVE = 600;
    private static final int AIM = 300;
    private static final int MAX_CHUNKS = 1_024;
    private static final int MAX_BATCH_BYTES = 2 << 20;
    private static final int LOCKS = 256;

    /** A device. */
    private record Owner(TenantId tenant, DeviceId device) {
        String context(EndpointId endpoint) {
            return tenant.value() + '|' + device.value() + '|' + endpoint.value() + '|';
        }
    }

    /** One top-level object of an endpoint of a device. */
    private record ObjectKey(EndpointId endpoint, String object) {}

    /** Its blobs as they lie in the store, by chunk; empty if there are none. */
    private record Blobs(Map<Integer, ByteBuffer> chunks) {
        int weight() {
            int bytes = ENTRY_OVERHEAD;
            for (ByteBuffer chunk : chunks.values()) {
                bytes += chunk.remaining() + ENTRY_OVERHEAD;
            }
            return bytes;
        }
    }

    private final Cql cql;
    private final SecretBox box;

    /** What this node wrote last, by device; guarded by the device's lock. */
    private final Cache<Owner, Map<ObjectKey, Blobs>> cache =
            Caffeine.newBuilder()
                    .maximumWeight(CACHE_BYTES)
                    .weigher((Owner _, Map<ObjectKey, Blobs> objects) ->
                            objects.values().stream().mapToInt(Blobs::weight).sum())
                    .build();

    private final Lock[] locks = new Lock[LOCKS];

    private final PreparedStatement selectAll;
    private final PreparedStatement selectObjects;
    private final PreparedStatement insert;
    private final PreparedStatement insertCoverage;
    private final PreparedStatement selectCoverage;
    private final PreparedStatement delete;
    private final PreparedStatement deleteCoverage;

    CassandraTwinStore(Cql cql, SecretBox box) {
        this.cql = cql;
        this.box = box;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
        selectAll =
                cql.idempotent(
                        "SELECT object, chunk, data FROM twin"
                                + " WHERE tenant = ? AND device = ? AND endpoint = ?");
        selectObjects =
                cql.idempotent(
                        "SELECT object, chunk, data FROM twin"
                                + " WHERE tenant = ? AND device = ? AND endpoint = ?"
                                + " AND object IN ?");
        insert =
                cql.idempotent(
                        "INSERT INTO twin (tenant, device, endpoint, object, chunk, data)"
                                + " VALUES (?, ?, ?, ?, ?, ?)");
        insertCoverage =
                cql.idempotent(
                        "INSERT INTO twin_coverage (tenant, device, endpoint, object, read_at)"
                                + " VALUES (?, ?, ?, ?, ?)");
        selectCoverage =
                cql.idempotent(
                        "SELECT object, read_at FROM twin_coverage"
                                + " WHERE tenant = ? AND device = ? AND endpoint = ?");
        delete = cql.idempotent("DELETE FROM twin WHERE tenant = ? AND device = ?");
        deleteCoverage =
                cql.idempotent("DELETE FROM twin_coverage WHERE tenant = ? AND device = ?");
    }

    @Override
    public List<TwinValue> read(
            TenantId tenant, DeviceId device, EndpointId endpoint, Set<String> topObjects) {
        List<TwinValue> values = new ArrayList<>();
        String context = new Owner(tenant, device).context(endpoint);
        for (Row row : rows(tenant, device, endpoint, topObjects)) {
            ByteBuffer data = row.getByteBuffer("data");
            if (data != null) {
                TwinChunk.decode(data)
                        .entries()
                        .forEach((p, e) -> values.add(TwinChunk.value(p, e, box, context)));
            }
        }
        return values;
    }

    private Lock lock(Owner owner) {
        return locks[Math.floorMod(owner.hashCode(), LOCKS)];
    }

    private List<Row> rows(
            TenantId tenant, DeviceId device, EndpointId endpoint, Set<String> objects) {
        return cql.rows(
                objects.isEmpty()
                        ? selectAll.bind(tenant.value(), device.value(), endpoint.value())
                        : selectObjects.bind(
                                tenant.value(),
                                device.value(),
                                endpoint.value(),
                                List.copyOf(objects)));
    }

    @Override
    public void write(
            TenantId tenant,
            DeviceId device,
            EndpointId endpoint,
            List<TwinValue> changed,
            List<ParameterPath> removed,
            Map<ParameterPath, Instant> coverage) {
        Owner owner = new Owner(tenant, device);
        Lock lock = lock(owner);
        lock.lock();
        try {
            Map<String, Changes> byObject = changes(owner, endpoint, changed, removed);
            Map<ObjectKey, Blobs> before = load(owner, endpoint, byObject.keySet());
            Map<ObjectKey, Blobs> after = new HashMap<>();
            List<List<BoundStatement>> batches = new ArrayList<>();
            List<BoundStatement> batch = new ArrayList<>();
            int bytes = 0;
            for (Map.Entry<ObjectKey, Blobs> object : before.entrySet()) {
                ObjectKey key = object.getKey();
                Map<Integer, ByteBuffer> written =
                        merge(
                                object.getValue(),
                                byObject.getOrDefault(key.object(), new Changes()));
                Map<Integer, ByteBuffer> whole = new HashMap<>(object.getValue().chunks());
                whole.putAll(written);
                after.put(key, new Blobs(whole));
                for (Map.Entry<Integer, ByteBuffer> chunk : written.entrySet()) {
                    batch.add(
                            insert.bind(
                                    tenant.value(),
                                    device.value(),
                                    endpoint.value(),
                                    key.object(),
                                    chunk.getKey(),
                                    chunk.getValue()));
                    bytes += chunk.getValue().remaining();
                }
                if (bytes > MAX_BATCH_BYTES) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                    bytes = 0;
                }
            }
            for (Map.Entry<ParameterPath, Instant> read : coverage.entrySet()) {
                batch.add(
                        insertCoverage.bind(
                                tenant.value(),
                                device.value(),
                                endpoint.value(),
                                read.getKey().text(),
                                read.getValue()));
            }
            if (!batch.isEmpty()) {
                batches.add(batch);
            }
            store(owner, batches, after);
        } finally {
            lock.unlock();
        }
    }

    /** In order: coverage comes with the last batch, after the values that it speaks of. */
    private void store(
            Owner owner, List<List<BoundStatement>> batches, Map<ObjectKey, Blobs> after) {
        try {
            batches.forEach(cql::shareWhole);
            if (!after.isEmpty()) {
                Map<ObjectKey, Blobs> objects = new HashMap<>(remembered(owner));
                objects.putAll(after);
                cache.put(owner, Map.copyOf(objects));
            }
        } catch (UnavailableException unknownWhetherWritten) {
            cache.invalidate(owner);
            throw unknownWhetherWritten;
        }
    }

    private Map<ObjectKey, Blobs> remembered(Owner owner) {
        Map<ObjectKey, Blobs> objects = cache.getIfPresent(owner);
        return objects == null ? Map.of() : objects;
    }

    /** What a write does to one object. */
    private static final class Changes {
        final Map<String, TwinChunk.Entry> changed = new TreeMap<>();
        final List<String> removed = new ArrayList<>();
    }

    private Map<String, Changes> changes(
            Owner owner,
            EndpointId endpoint,
            List<TwinValue> changed,
            List<ParameterPath> removed) {
        Map<String, Changes> byObject = new HashMap<>();
        String context = owner.context(endpoint);
        for (ParameterPath path : removed) {
            byObject.computeIfAbsent(TwinStore.topObject(path), _ -> new Changes())
                    .removed
                    .add(path.text());
        }
        for (TwinValue value : changed) {
            ParameterPath path = value.value().path();
            byObject.computeIfAbsent(TwinStore.topObject(path), _ -> new Changes())
                    .changed
                    .put(path.text(), TwinChunk.entry(value, box, context));
        }
        return byObject;
    }

    private Map<ObjectKey, Blobs> load(Owner owner, EndpointId endpoint, Set<String> objects) {
        Map<ObjectKey, Blobs> blobs = new HashMap<>();
        Map<String, Map<Integer, ByteBuffer>> missing = new HashMap<>();
        Map<ObjectKey, Blobs> remembered = remembered(owner);
        for (String object : objects) {
            ObjectKey key = new ObjectKey(endpoint, object);
            Blobs cached = remembered.get(key);
            if (cached == null) {
                missing.put(object, new HashMap<>());
            } else {
                blobs.put(key, cached);
            }
        }
        if (!missing.isEmpty()) {
            for (Row row : rows(owner.tenant(), owner.device(), endpoint, missing.keySet())) {
                ByteBuffer data = row.getByteBuffer("data");
                Map<Integer, ByteBuffer> chunks = missing.get(row.getString("object"));
                if (data != null && chunks != null) {
                    chunks.put(row.getInt("chunk"), data);
                }
            }
            missing.forEach((object, chunks) ->
                    blobs.put(new ObjectKey(endpoint, object), new Blobs(chunks)));
        }
        return blobs;
    }

    /** The chunks that are new or differ. */
    private static Map<Integer, ByteBuffer> merge(Blobs before, Changes changes) {
        Map<Integer, TwinChunk> decoded = new HashMap<>();
        int chunks = 1;
        ByteBuffer first = before.chunks().get(0);
        if (first != null) {
            TwinChunk chunk = TwinChunk.decode(first);
            decoded.put(0, chunk);
            chunks = chunk.chunks();
        }
        Map<Integer, TwinChunk> touched = new HashMap<>();
        for (String path : changes.removed) {
            chunk(path, chunks, before, decoded, touched).entries().remove(path);
        }
        for (var change : changes.changed.entrySet()) {
            chunk(change.getKey(), chunks, before, decoded, touched)
                    .entries()
                    .put(change.getKey(), change.getValue());
        }
        boolean full = touched.values().stream().anyMatch(c -> c.entries().size() > SPLIT_ABOVE);
        Map<Integer, TwinChunk> result =
                full && chunks < MAX_CHUNKS ? split(before, chunks, decoded) : touched;
        Map<Integer, ByteBuffer> encoded = new HashMap<>();
        result.forEach((index, chunk) -> encoded.put(index, chunk.encode()));
        return encoded;
    }

    private static TwinChunk chunk(
            String path,
            int chunks,
            Blobs before,
            Map<Integer, TwinChunk> decoded,
            Map<Integer, TwinChunk> touched) {
        int index = index(path, chunks);
        TwinChunk chunk = decode(index, chunks, before, decoded);
        touched.put(index, chunk);
        return chunk;
    }

    private static TwinChunk decode(
            int index, int chunks, Blobs before, Map<Integer, TwinChunk> decoded) {
        return decoded.computeIfAbsent(
                index,
                i -> {
                    ByteBuffer data = before.chunks().get(i);
                    return data == null ? TwinChunk.empty(chunks) : TwinChunk.decode(data);
                });
    }

    private static Map<Integer, TwinChunk> split(
            Blobs before, int chunks, Map<Integer, TwinChunk> decoded) {
        Map<String, TwinChunk.Entry> all = new HashMap<>();
        for (int i = 0; i < chunks; i++) {
            all.putAll(decode(i, chunks, before, decoded).entries());
        }
        int wanted = chunks;
        while (wanted < MAX_CHUNKS && (wanted == chunks || all.size() / wanted > AIM)) {
            wanted *= 2;
        }
        Map<Integer, TwinChunk> result = new HashMap<>();
        int count = wanted;
        for (int i = 0; i < count; i++) {
            result.put(i, TwinChunk.empty(count));
        }
        for (var entry : all.entrySet()) {
            result.computeIfAbsent(index(entry.getKey(), count), _ -> TwinChunk.empty(count))
                    .entries()
                    .put(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** Parameters of one object stay together: they change together. */
    private static int index(String path, int chunks) {
        if (chunks == 1) {
            return 0;
        }
        int hash = path.substring(0, path.lastIndexOf('.') + 1).hashCode();
        return (hash ^ hash >>> 16) & (chunks - 1);
    }

    @Override
    public Map<ParameterPath, Instant> coverage(
            TenantId tenant, DeviceId device, EndpointId endpoint) {
        Map<ParameterPath, Instant> coverage = new HashMap<>();
        for (Row row :
                cql.rows(selectCoverage.bind(tenant.value(), device.value(), endpoint.value()))) {
            Instant at = row.getInstant("read_at");
            ParameterPath.parse(Columns.text(row, "object"))
                    .filter(_ -> at != null)
                    .ifPresent(path -> coverage.put(path, at));
        }
        return coverage;
    }

    @Override
    public void delete(TenantId tenant, DeviceId device) {
        cql.execute(
                BatchStatement.builder(BatchType.UNLOGGED)
                        .addStatement(delete.bind(tenant.value(), device.value()))
                        .addStatement(deleteCoverage.bind(tenant.value(), device.value()))
                        .setIdempotence(true)
                        .build());
        forget(tenant, device);
    }

    @Override
    public void forget(TenantId tenant, DeviceId device) {
        Owner owner = new Owner(tenant, device);
        Lock lock = lock(owner);
        lock.lock();
        try {
            cache.invalidate(owner);
        } finally {
            lock.unlock();
        }
    }
}
