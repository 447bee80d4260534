package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;

/**
 * Many callers, many devices that lose their connections and move between two nodes: every command
 * ends, no operate is sent twice, writes never overlap.
 */
class StressTest {

    private static final int DEVICES = 12;
    private static final int COMMANDS = 40;
    private static final long SEED = 20261124;

    private final AtomicLong ahead = new AtomicLong();

    /** The real one, and it can be put forward. */
    private final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Instant instant() {
                    return Instant.now().plusSeconds(ahead.get());
                }
            };

    private final Stores stores = MemoryStores.create();
    private final LocalNodeBus bus = new LocalNodeBus();
    private final Map<CommandId, AtomicInteger> operated = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void ends_every_command_and_repeats_nothing_that_may_not_be_repeated() throws Exception {
        try (Node one = new Node("one", stores, clock, bus).withKey();
                Node two = new Node("two", stores, clock, bus)) {
            one.core.tick();
            two.core.tick();
            List<DeviceId> devices = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                Session session = one.usp("S" + i).drained();
                devices.add(session.device());
                session.close();
            }
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> agents = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                String serial = "S" + i;
                Random random = new Random(SEED + i);
                agents.add(
                        Thread.ofVirtual()
                                .start(() -> live(new Node[] {one, two}, serial, random, over)));
            }
            List<CommandRecord> accepted = submitAll(one, two, devices);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline && accepted.stream().anyMatch(this::waits)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            over.set(true);
            for (Thread agent : agents) {
                agent.join();
            }
            // What was lost from sight waits for a word of the device, which never comes.
            Instant end = clock.instant().plus(Recovery.TELLS_WITHIN.multipliedBy(2));
            while (clock.instant().isBefore(end) && accepted.stream().anyMatch(this::open)) {
                ahead.addAndGet(5);
                one.core.tick();
                two.core.tick();
            }
            assertThat(wrong).isEmpty();
            assertThat(accepted).hasSize(DEVICES * COMMANDS);
            Map<Status, Integer> ends = new HashMap<>();
            accepted.forEach(c ->
                    ends.merge(
                            stores.commands().find(Node.TENANT, c.id()).orElseThrow().status(),
                            1,
                            Integer::sum));
            assertThat(ends.keySet())
                    .as("seed %d: %s", SEED, ends)
                    .isSubsetOf(Status.DONE, Status.OUTCOME_UNKNOWN, Status.FAILED);
            assertThat(operated.entrySet().stream().filter(e -> e.getValue().get() > 1).toList())
                    .isEmpty();
        }
    }

    private boolean waits(CommandRecord command) {
        CommandRecord now = stores.commands().find(Node.TENANT, command.id()).orElseThrow();
        boolean lost = now.status() == Status.SENT && now.operation() instanceof Operation.Operate;
        return !now.status().ended() && !lost;
    }

    private boolean open(CommandRecord command) {
        return !stores.commands().find(Node.TENANT, command.id()).orElseThrow().status().ended();
    }

    private static List<CommandRecord> submitAll(Node one, Node two, List<DeviceId> devices)
            throws InterruptedException {
        Queue<CommandRecord> accepted = new ConcurrentLinkedQueue<>();
        CountDownLatch callers = new CountDownLatch(devices.size());
        for (DeviceId device : devices) {
            Thread.ofVirtual()
                    .start(() -> {
                        Random random = new Random(device.hashCode());
                        for (int i = 0; i < COMMANDS; i++) {
                            Node node = random.nextBoolean() ? one : two;
                            accepted.add(node.submit(device, operation(random)));
                        }
                        callers.countDown();
                    });
        }
        assertThat(callers.await(20, TimeUnit.SECONDS)).isTrue();
        return List.copyOf(accepted);
    }

    private static Operation operation(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Session.get("Device.DeviceInfo.");
            case 1 -> Session.set("Device.WiFi.SSID.1.SSID", "n" + random.nextInt(100));
            case 2 -> Session.add("Device.NAT.PortMapping.");
            default -> Session.operate("Device.IP.Diagnostics.IPPing()");
        };
    }

    /** An agent that pulls, answers, loses its connection now and then, and moves. */
    private void live(Node[] nodes, String serial, Random random, AtomicBoolean over) {
        while (!over.get()) {
            Session session = nodes[random.nextInt(nodes.length)].usp(serial);
            int exchanges = 1 + random.nextInt(20);
            for (int i = 0; i < exchanges && !over.get(); i++) {
                exchange(session, random);
            }
            if (random.nextBoolean()) {
                session.close();
            }
        }
    }

    private void exchange(Session session, Random random) {
        List<Lease> out = new ArrayList<>();
        Optional<Lease> lease = session.next();
        while (lease.isPresent() && out.size() < Lanes.PARALLEL_READS) {
            out.add(lease.get());
            note(lease.get());
            lease = random.nextBoolean() ? session.next() : Optional.empty();
        }
        lease.ifPresent(l -> {
            out.add(l);
            note(l);
        });
        long writes = out.stream().filter(l -> !l.command().operation().readOnly()).count();
        if (writes > 1 || writes == 1 && out.size() > 1) {
            wrong.add("a write overlapped: " + out);
        }
        for (Lease one : out) {
            switch (random.nextInt(10)) {
                case 0 -> session.port.release(one, ReleaseReason.MAYBE_SENT);
                case 1 -> {
                    session.port.accepted(one);
                    session.port.complete(one, CommandResult.done());
                }
                default -> session.port.complete(one, CommandResult.done());
            }
        }
        if (out.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
        }
    }

    private void note(Lease lease) {
        if (lease.command().operation() instanceof Operation.Operate) {
            operated.computeIfAbsent(lease.command().id(), _ -> new AtomicInteger())
                    .incrementAndGet();
        }
    }
}
