package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trellis.southbound.UnavailableException;

/**
 * Store operations that need not wait for each other: a write waits for the commit log's window.
 */
final class Parallel {

    private Parallel() {}

    /**
     * Runs all, the last one on the calling thread; returns when all have ended, whatever became of
     * them. The first failure is thrown then, the others with it.
     */
    static void run(List<Runnable> tasks) {
        List<FutureTask<Boolean>> all =
                tasks.stream().map(task -> new FutureTask<>(task, Boolean.TRUE)).toList();
        for (FutureTask<Boolean> other : all.subList(0, Math.max(0, all.size() - 1))) {
            Thread.ofVirtual().start(other);
        }
        if (!all.isEmpty()) {
            all.getLast().run();
        }
        RuntimeException failure = null;
        for (FutureTask<Boolean> task : all) {
            RuntimeException theirs = outcome(task);
            if (failure == null) {
                failure = theirs;
            } else if (theirs != null) {
                failure.addSuppressed(theirs);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Does the same with each, at most so many at a time; returns when all have ended. What fails
     * because the store is away is counted, a bug is thrown.
     *
     * @return how many could not be done because the store is away
     */
    static <T> int each(Collection<T> items, int atOnce, Consumer<T> action) {
        Semaphore free = new Semaphore(atOnce);
        AtomicInteger postponed = new AtomicInteger();
        List<FutureTask<Boolean>> bugs = Collections.synchronizedList(new ArrayList<>());
        for (T item : items) {
            FutureTask<Boolean> task =
                    new FutureTask<>(
                            () -> {
                                try {
                                    action.accept(item);
                                } catch (UnavailableException away) {
                                    postponed.incrementAndGet();
                                }
                            },
                            Boolean.TRUE);
            free.acquireUninterruptibly();
            Thread.ofVirtual()
                    .name("each")
                    .start(() -> {
                        task.run();
                        if (task.state() == Future.State.FAILED) {
                            bugs.add(task);
                        }
                        free.release();
                    });
        }
        free.acquireUninterruptibly(atOnce);
        RuntimeException bug = bugs.isEmpty() ? null : outcome(bugs.getFirst());
        if (bug != null) {
            throw bug;
        }
        return postponed.get();
    }

    private static @Nullable RuntimeException outcome(FutureTask<Boolean> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return null;
                } catch (ExecutionException failed) {
                    return failed.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(failed.getCause());
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
