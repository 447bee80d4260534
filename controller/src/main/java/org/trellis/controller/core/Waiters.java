package org.trellis.controller.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.CommandId;

/** Callers who wait for the end of a command; the completion itself wakes them. */
final class Waiters {

    private final ConcurrentMap<CommandId, CompletableFuture<CommandRecord>> waiting =
            new ConcurrentHashMap<>();

    /** To be called before the command can end. */
    CompletableFuture<CommandRecord> expect(CommandId id) {
        return waiting.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    boolean expected(CommandId id) {
        return waiting.containsKey(id);
    }

    void ended(CommandRecord record) {
        CompletableFuture<CommandRecord> future = waiting.remove(record.id());
        if (future != null) {
            future.complete(record);
        }
    }

    /** Empty when the time is over. */
    static Optional<CommandRecord> await(CompletableFuture<CommandRecord> future, Duration wait) {
        try {
            return Optional.of(future.get(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException over) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Nobody waits any more. Others who wait for the same command read it when their time is over.
     */
    void forget(CommandId id) {
        waiting.remove(id);
    }
}
