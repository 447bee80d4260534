package org.trellis.controller.core;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A bus within one process: for a single node, and for several cores in one test. Each subscriber
 * has a virtual thread and a bounded queue; what does not fit is dropped, as a hint may be.
 */
public final class LocalNodeBus implements NodeBus {

    private static final int QUEUE = 10_000;

    private final List<Member> members = new CopyOnWriteArrayList<>();

    @Override
    public void publish(NodeMessage message) {
        for (Member member : members) {
            member.offer(message);
        }
    }

    @Override
    public Handle subscribe(Consumer<NodeMessage> listener) {
        Member member = new Member(listener);
        members.add(member);
        return () -> {
            members.remove(member);
            member.stop();
        };
    }

    private static final class Member {
        private final BlockingQueue<NodeMessage> queue = new ArrayBlockingQueue<>(QUEUE);
        private final Thread thread;

        Member(Consumer<NodeMessage> listener) {
            thread = Thread.ofVirtual().name("node-bus").start(() -> drain(listener));
        }

        private void drain(Consumer<NodeMessage> listener) {
            try {
                while (true) {
                    listener.accept(queue.take());
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        void offer(NodeMessage message) {
            boolean queued = queue.offer(message);
            assert queued || queue.remainingCapacity() == 0;
        }

        void stop() {
            thread.interrupt();
        }
    }
}
