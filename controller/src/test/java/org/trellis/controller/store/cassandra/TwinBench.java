package org.trellis.controller.store.cassandra;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/**
 * The two layouts of the twin, side by side on a real Cassandra: blobs (what the product does)
 * against a row per value. A JSON line per case: rate, latency, CPU of this process and of
 * Cassandra per unit. The figures of ADR 0008 come from here.
 */
final class TwinBench {

    private static final TenantId TENANT = new TenantId("bench");
    private static final EndpointId ENDPOINT = new EndpointId("cwmp:bench");
    private static final int DEVICES = 100;
    private static final int WORKERS = 16;
    private static final int CLOCK_TICKS_MILLIS = 10;
    private static final String[] OBJECTS = {
        "DeviceInfo", "ManagementServer", "WiFi", "IP", "Ethernet", "DHCPv4", "NAT", "Hosts"
    };

    private final TestCassandra cassandra;
    private final RowTwin rows;
    private final TwinStore blobs;

    private TwinBench(TestCassandra cassandra, Cql cql) {
        this.cassandra = cassandra;
        this.rows = new RowTwin(cql);
        this.blobs = cassandra.stores().stores().twins();
    }

    /** Runs every case on the Cassandra of the tests. */
    static void measure() throws Exception {
        TestCassandra cassandra = TestCassandra.shared();
        try (Cql cql = new Cql(Sessions.open(cassandra.settings()))) {
            new TwinBench(cassandra, cql).run();
        }
    }

    private static List<TwinValue> model(int size, int generation) {
        List<TwinValue> values = new ArrayList<>(size);
        Random random = new Random(size + 31L * generation);
        Instant now = Instant.now();
        for (int i = 0; i < size; i++) {
            String object = OBJECTS[i * OBJECTS.length / size];
            String path = "Device." + object + ".Entry." + (i / 12 + 1) + ".SomeParameter" + i % 12;
            values.add(value(path, "value-" + Integer.toHexString(random.nextInt()), now));
        }
        return values;
    }

    private static TwinValue value(String path, String text, Instant now) {
        return new TwinValue(
                new ObservedValue(
                        ParameterPath.of(path),
                        ParameterType.STRING,
                        text,
                        true,
                        false,
                        path,
                        Quality.REPORTED),
                now);
    }

    private void run() throws InterruptedException, ExecutionException {
        List<TwinValue> two = model(2_000, 0);
        List<TwinValue> five = model(5_000, 0);
        for (int round = 0; round < 2; round++) {
            boolean told = round == 1;
            int r = round;
            bench(told, "import-2000", "blob", 20, i -> write(device("i" + r, i), two));
            bench(told, "import-2000", "row", 20, i -> rows(device("i" + r, i), two));
            for (int i = 0; i < 4; i++) {
                write(device("five", i), five);
                rows(device("five", i), five);
            }
            for (int i = 0; i < DEVICES; i++) {
                write(device("w", i), model(200, 0));
                rows(device("w", i), model(200, 0));
            }
            int n = told ? 1_000 : 200;
            bench(told, "update-1", "blob", n, i -> write(device("w", i), some(1, i)));
            bench(told, "update-1-uncached", "blob", n, i -> uncached(device("w", i), some(1, i)));
            bench(told, "update-1", "row", n, i -> rows(device("w", i), some(1, i)));
            bench(told, "update-20", "blob", n, i -> write(device("w", i), some(20, i)));
            bench(told, "update-20", "row", n, i -> rows(device("w", i), some(20, i)));
            bench(told, "read-subtree-25", "blob", n, i -> read(device("w", i), "WiFi"));
            bench(told, "read-subtree-25", "row", n, i -> readRows(device("w", i), "WiFi"));
            bench(told, "read-5000", "blob", 40, i -> read(device("five", i % 4), ""));
            bench(told, "read-5000", "row", 40, i -> readRows(device("five", i % 4), ""));
        }
    }

    private static DeviceId device(String kind, int i) {
        return new DeviceId(kind + "-" + i % DEVICES);
    }

    /** Values of the 200 that change in one session, in three objects. */
    private static List<TwinValue> some(int count, int generation) {
        List<TwinValue> all = model(200, generation + 1);
        List<TwinValue> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((50 + i * 3) % 125));
        }
        return some;
    }

    private void write(DeviceId device, List<TwinValue> values) {
        blobs.write(TENANT, device, ENDPOINT, values, List.of(), Map.of());
    }

    private void uncached(DeviceId device, List<TwinValue> values) {
        ((CassandraTwinStore) blobs).forget(TENANT, device);
        write(device, values);
    }

    private void rows(DeviceId device, List<TwinValue> values) {
        rows.write(TENANT, device, ENDPOINT, values);
    }

    private void read(DeviceId device, String object) {
        Set<String> objects = object.isEmpty() ? Set.of() : Set.of(object);
        require(blobs.read(TENANT, device, ENDPOINT, objects));
    }

    private void readRows(DeviceId device, String object) {
        require(rows.read(TENANT, device, ENDPOINT, object));
    }

    private static void require(List<TwinValue> values) {
        if (values.size() < 20) {
            throw new IllegalStateException("only " + values.size() + " values");
        }
    }

    private void bench(boolean told, String name, String layout, int count, IntConsumer unit)
            throws InterruptedException, ExecutionException {
        long[] micros = new long[count];
        AtomicInteger next = new AtomicInteger();
        long cpu = ownCpuMillis();
        long storeCpu = storeCpuMillis();
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int w = 0; w < WORKERS; w++) {
                workers.add(
                        executor.submit(() -> {
                            int i;
                            while ((i = next.getAndIncrement()) < count) {
                                long begin = System.nanoTime();
                                unit.accept(i);
                                micros[i] = (System.nanoTime() - begin) / 1_000;
                            }
                        }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!told) {
            return;
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"twin\",\"case\":\"%s\",\"layout\":\"%s\",\"units\":%d,"
                        + "\"rate\":%.0f,\"p50Ms\":%.1f,\"p99Ms\":%.1f,\"controllerCpuMs\":%.2f,"
                        + "\"storeCpuMs\":%.2f}%n",
                name,
                layout,
                count,
                count / seconds,
                micros[count / 2] / 1_000.0,
                micros[count * 99 / 100] / 1_000.0,
                (ownCpuMillis() - cpu) / (double) count,
                (storeCpuMillis() - storeCpu) / (double) count);
    }

    private static long ownCpuMillis() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime()).toMillis();
    }

    private long storeCpuMillis() {
        Optional<String> stat = Optional.empty();
        try {
            Path file = Path.of("/proc/" + cassandra.process().pid() + "/stat");
            stat = Optional.of(Files.readString(file));
        } catch (IOException notLinux) {
            System.err.println("the CPU time of Cassandra is not known here");
        }
        return stat.map(s -> s.substring(s.lastIndexOf(')') + 2).split(" "))
                .map(f -> (Long.parseLong(f[11]) + Long.parseLong(f[12])) * CLOCK_TICKS_MILLIS)
                .orElse(0L);
    }
}
