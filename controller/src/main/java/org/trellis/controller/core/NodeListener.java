package org.trellis.controller.core;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.UnavailableException;

/**
 * What other nodes say. Nothing may be lost with a message: the housekeeper finds what was missed.
 */
final class NodeListener implements Consumer<NodeMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeListener.class);

    /** More at once are dropped, as any hint may be. */
    private static final int CONCURRENT = 256;

    private final Foundation core;
    private final Queues queues;
    private final Registry registry;
    private final KeyRing keys;
    private final EventLog events;
    private final Desk desk;
    private final Semaphore running = new Semaphore(CONCURRENT);

    /** Commands, those who wait for them, and whose sessions are over. */
    record Desk(CommandDesk commands, Waiters waiters, Waker waker, Revocations revocations) {}

    NodeListener(
            Foundation core,
            Queues queues,
            Registry registry,
            KeyRing keys,
            EventLog events,
            Desk desk) {
        this.core = core;
        this.queues = queues;
        this.registry = registry;
        this.keys = keys;
        this.events = events;
        this.desk = desk;
    }

    @Override
    public void accept(NodeMessage message) {
        if (message.from().equals(core.node())) {
            return;
        }
        switch (message) {
            case NodeMessage.EventsAppended m -> events.hint(m.tenant());
            case NodeMessage.DeviceChanged m ->
                    registry.forget(new DeviceKey(m.tenant(), m.device()));
            case NodeMessage.CredentialChanged m ->
                    keys.forget(m.protocol(), m.purpose(), m.user());
            case NodeMessage.KeysChanged _ -> keys.forget();
            case NodeMessage.Revoked m -> desk.revocations().here(m.whose());
            case NodeMessage.CommandEnded m -> handOver(() -> ended(m));
            case NodeMessage.WakeDevice m -> {
                if (m.to().equals(core.node())) {
                    handOver(() -> wake(new DeviceKey(m.tenant(), m.device())));
                }
            }
            case NodeMessage.CancelCommand m -> {
                if (m.to().equals(core.node())) {
                    handOver(() -> {
                        DeviceKey key = new DeviceKey(m.tenant(), m.device());
                        wake(key);
                        desk.commands().cancelHere(key, m.command());
                    });
                }
            }
            case NodeMessage.OwnershipTaken m -> handOver(() -> taken(m));
        }
    }

    private void handOver(Runnable work) {
        if (!running.tryAcquire()) {
            return;
        }
        Thread.ofVirtual()
                .name("node-message")
                .start(() -> {
                    try {
                        work.run();
                    } catch (UnavailableException away) {
                        LOG.debug("A node message was lost: {}", away.getMessage());
                    } finally {
                        running.release();
                    }
                });
    }

    /** Whoever said so may not know yet that the device has moved on: it is not taken back. */
    private void wake(DeviceKey key) {
        Optional<String> owner =
                queues.with(
                        key,
                        queue -> {
                            if (queue.owned()) {
                                queues.load(queue, true, Optional.empty());
                                return Optional.empty();
                            }
                            Optional<String> other = queues.otherOwner(key);
                            if (other.isEmpty()) {
                                queues.own(queue, Optional.empty());
                            }
                            return other;
                        });
        owner.ifPresentOrElse(node -> tell(node, key), () -> desk.waker().nudge(key));
    }

    private void tell(String node, DeviceKey key) {
        core.bus()
                .publish(new NodeMessage.WakeDevice(core.node(), key.tenant(), node, key.device()));
    }

    private void ended(NodeMessage.CommandEnded m) {
        queues.ifPresent(
                new DeviceKey(m.tenant(), m.device()),
                queue -> {
                    queue.entry(m.command())
                            .filter(e -> e.foreign() || !queue.owned())
                            .ifPresent(e -> queues.endedElsewhere(queue, e));
                    return true;
                });
        if (desk.waiters().expected(m.command())) {
            core.stores()
                    .commands()
                    .find(m.tenant(), m.command())
                    .filter(r -> r.status().ended())
                    .ifPresent(desk.waiters()::ended);
        }
    }

    private void taken(NodeMessage.OwnershipTaken m) {
        DeviceKey key = new DeviceKey(m.tenant(), m.device());
        boolean handedOver =
                queues.ifPresent(
                                key,
                                queue ->
                                        queue.owned()
                                                && m.epoch() > queue.epoch()
                                                && queues.lose(queue, Optional.of(m.endpoint())))
                        .orElse(false);
        if (handedOver) {
            tell(m.from(), key);
        }
    }
}
