package org.trellis.controller.core;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.CommandId;

/**
 * Callers who wait for the end of a command; the completion itself wakes them. Several may wait for
 * the same one (an idempotent call that is repeated), each for as long as it wants.
 */
final class Waiters {

    private final ConcurrentMap<CommandId, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    /** One caller's place; given up when it is closed. */
    final class Waiting implements AutoCloseable {

        private final CommandId id;
        private final CompletableFuture<CommandRecord> end = new CompletableFuture<>();

        private Waiting(CommandId id) {
            this.id = id;
        }

        /** The ended command; empty when the time is over. */
        Optional<CommandRecord> await(Duration patience) {
            try {
                return Optional.of(end.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException over) {
                return Optional.empty();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(
                    id,
                    (_, all) -> {
                        all.remove(this);
                        return all.isEmpty() ? null : all;
                    });
        }
    }

    /** To be called before the command can end. */
    Waiting expect(CommandId id) {
        Waiting one = new Waiting(id);
        waiting.compute(
                id,
                (_, all) -> {
                    Set<Waiting> more = all == null ? new HashSet<>() : all;
                    more.add(one);
                    return more;
                });
        return one;
    }

    boolean expected(CommandId id) {
        return waiting.containsKey(id);
    }

    /** How many commands are waited for. */
    int size() {
        return waiting.size();
    }

    void ended(CommandRecord record) {
        Set<Waiting> all = waiting.remove(record.id());
        if (all != null) {
            all.forEach(one -> one.end.complete(record));
        }
    }
}
