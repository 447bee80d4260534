package org.trellis.controller.core;

import java.util.function.Consumer;

/**
 * Hints between the nodes of a cluster. Best effort: messages may be lost, doubled or late, and
 * nothing that must not be lost depends on them.
 *
 * <p>{@link #publish} never blocks for long and never throws because the carrier is away. Listeners
 * get the messages of every node, their own included; they must be quick or hand over.
 */
public interface NodeBus {

    void publish(NodeMessage message);

    /** Until the handle is closed. */
    Handle subscribe(Consumer<NodeMessage> listener);

    /** Ends a subscription; idempotent. */
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
