package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.Page;
import org.trellis.controller.store.Samples;
import org.trellis.controller.store.Stores;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/** Cassandra is killed under write load. */
class CassandraFailureIT {

    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final TestCassandra cassandra = TestCassandra.shared();
    private final Stores stores = cassandra.stores().stores();
    private final TenantId tenant = Samples.tenant();

    private final Queue<CommandRecord> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong slowestRefusalMillis = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    @Test
    void every_acknowledged_write_survives_a_kill_and_the_store_comes_back_by_itself()
            throws InterruptedException {
        int restarts = cassandra.process().restarts();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            DeviceId device = new DeviceId("d-" + i);
            writers.add(Thread.ofVirtual().start(() -> write(device)));
        }
        await().atMost(PATIENCE).until(() -> acknowledged.size() > 200);

        ProcessHandle.of(cassandra.process().pid()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> refused.get() > 0);
        await().atMost(PATIENCE).until(() -> cassandra.process().restarts() > restarts);
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 50);
        stop.set(true);
        for (Thread writer : writers) {
            writer.join(PATIENCE);
        }

        assertThat(unexpected).isEmpty();
        assertThat(slowestRefusalMillis).hasValueLessThan(40_000);
        Set<CommandId> kept = new HashSet<>();
        for (int i = 0; i < WRITERS; i++) {
            kept.addAll(ids(new DeviceId("d-" + i)));
        }
        assertThat(kept).containsAll(acknowledged.stream().map(CommandRecord::id).toList());
        for (CommandRecord command : acknowledged) {
            assertThat(stores.commands().find(tenant, command.id())).contains(command);
        }
    }

    private void write(DeviceId device) {
        int i = 0;
        while (!stop.get()) {
            CommandRecord command =
                    Samples.command(tenant, device, Samples.set("Device.A.B", "v" + i++));
            Instant start = Instant.now();
            try {
                stores.commands().save(command);
                acknowledged.add(command);
            } catch (UnavailableException away) {
                refused.incrementAndGet();
                long millis = Duration.between(start, Instant.now()).toMillis();
                slowestRefusalMillis.accumulateAndGet(millis, Math::max);
                pause();
            } catch (RuntimeException bug) {
                unexpected.add(bug);
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<CommandId> ids(DeviceId device) {
        List<CommandId> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<CommandRecord> page = stores.commands().list(tenant, device, cursor, 200);
            page.items().forEach(c -> ids.add(c.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return ids;
    }
}
