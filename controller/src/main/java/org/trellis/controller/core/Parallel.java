package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.trellis.southbound.UnavailableException;

/**
 * Store operations that need not wait for each other: a write waits for the commit log's window.
 */
final class Parallel {

    private Parallel() {}

    /**
     * Runs all, the last one on the calling thread; returns when all have ended. The first failure
     * is thrown, after the others have ended.
     */
    static void run(List<Runnable> tasks) {
        List<FutureTask<Boolean>> others = new ArrayList<>();
        for (Runnable task : tasks.subList(0, Math.max(0, tasks.size() - 1))) {
            FutureTask<Boolean> future = new FutureTask<>(task, Boolean.TRUE);
            Thread.ofVirtual().start(future);
            others.add(future);
        }
        RuntimeException failure = null;
        if (!tasks.isEmpty()) {
            try {
                tasks.getLast().run();
            } catch (UnavailableException away) {
                failure = away;
            }
        }
        for (FutureTask<Boolean> other : others) {
            RuntimeException theirs = outcome(other);
            failure = failure == null ? theirs : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @org.jspecify.annotations.Nullable RuntimeException outcome(
            FutureTask<Boolean> task) {
        try {
            task.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new UnavailableException("interrupted while storing");
        }
    }
}
