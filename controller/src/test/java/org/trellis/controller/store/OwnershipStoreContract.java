package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** What every {@link OwnershipStore} promises. */
public interface OwnershipStoreContract {

    DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");

    OwnershipStore ownership();

    @Test
    default void an_epoch_is_greater_than_every_one_before() {
        TenantId tenant = Samples.tenant();
        assertThat(ownership().owner(tenant, DEVICE)).isEmpty();
        long first = ownership().acquire(tenant, DEVICE, "n1");
        long second = ownership().acquire(tenant, DEVICE, "n2");
        long third = ownership().acquire(tenant, DEVICE, "n1");
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
        assertThat(ownership().owner(tenant, DEVICE))
                .contains(new OwnershipStore.Owner("n1", third));
        assertThat(ownership().owner(Samples.tenant(), DEVICE)).isEmpty();
    }

    @Test
    default void nodes_that_race_get_different_epochs()
            throws InterruptedException, ExecutionException {
        TenantId tenant = Samples.tenant();
        List<Callable<Long>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String node = "n" + i;
            racers.add(() -> ownership().acquire(tenant, DEVICE, node));
        }
        Set<Long> epochs = new HashSet<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> epoch : executor.invokeAll(racers)) {
                epochs.add(epoch.get());
            }
        }
        assertThat(epochs).hasSize(8);
    }

    @Test
    default void knows_the_nodes_that_were_heard() {
        String node = "n-" + UUID.randomUUID();
        Instant earlier = Samples.now().minus(Duration.ofMinutes(1));
        Instant now = Samples.now();
        ownership().heartbeat(node, earlier);
        ownership().heartbeat(node, now);
        assertThat(ownership().nodes()).contains(new OwnershipStore.Node(node, now));
    }
}
