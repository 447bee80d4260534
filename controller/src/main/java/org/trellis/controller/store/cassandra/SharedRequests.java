package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.trellis.southbound.UnavailableException;

/**
 * Writes of many callers in few requests, as a commit log does with its syncs: while two requests
 * are on their way, what comes meanwhile waits, and goes together with the next. An idle store is
 * asked at once. A request costs Cassandra more than the small mutations in it, and rows of one
 * partition in one request are one mutation.
 *
 * <p>All writes of a request have the same timestamp: only for rows that have one writer at a time.
 * The batches are unlogged; each caller repeats its own writes if the request fails. How much waits
 * is bounded by those who wait. Thread-safe, does not block.
 */
final class SharedRequests {

    /** So many at once before anything waits: a command's end and its twin are two. */
    private static final int FREE_REQUESTS = 2;

    /** So many at once if what waits fills a request. */
    private static final int MAX_REQUESTS = 8;

    private static final int MAX_STATEMENTS = 64;
    private static final int FULL_STATEMENTS = 24;

    /** Cassandra warns of more partitions in an unlogged batch. */
    private static final int MAX_PARTITIONS = 10;

    /** Cassandra refuses batches of 50 KiB if it is not told otherwise. */
    private static final int MAX_BYTES = 32 << 10;

    private final Function<Statement<?>, CompletionStage<AsyncResultSet>> session;
    private final Function<Throwable, RuntimeException> translation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int underWay;
    private int statementsWaiting;
    private int bytesWaiting;

    /** What one caller writes. */
    private record Item(
            List<BoundStatement> statements,
            Set<ByteBuffer> partitions,
            int bytes,
            CompletableFuture<Boolean> written) {}

    /**
     * @param translation what an error of the driver means: an {@link UnavailableException} is
     *     everybody's, anything else may be the fault of one of the writes
     */
    SharedRequests(
            Function<Statement<?>, CompletionStage<AsyncResultSet>> session,
            Function<Throwable, RuntimeException> translation) {
        this.session = session;
        this.translation = translation;
    }

    /** Small enough to share a request with others. */
    static boolean fits(List<BoundStatement> statements) {
        return statements.size() <= MAX_STATEMENTS && bytes(statements) <= MAX_BYTES;
    }

    /** Fails with what the driver said. What is cancelled while it waits is not sent. */
    CompletableFuture<Boolean> write(List<BoundStatement> statements) {
        Item item =
                new Item(
                        List.copyOf(statements),
                        partitions(statements),
                        bytes(statements),
                        new CompletableFuture<>());
        lock.lock();
        try {
            waiting.add(item);
            statementsWaiting += item.statements().size();
            bytesWaiting += item.bytes();
        } finally {
            lock.unlock();
        }
        sendWaiting();
        return item.written();
    }

    private void sendWaiting() {
        Optional<List<Item>> next = next();
        while (next.isPresent()) {
            send(next.get());
            next = next();
        }
    }

    /** What goes into the next request; empty if nothing waits or enough is under way. */
    private Optional<List<Item>> next() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && waiting.getFirst().written().isDone()) {
                taken();
            }
            if (waiting.isEmpty() || !mayGo()) {
                return Optional.empty();
            }
            underWay++;
            List<Item> items = new ArrayList<>();
            Set<ByteBuffer> partitions = new HashSet<>();
            int statements = 0;
            int bytes = 0;
            while (!waiting.isEmpty()) {
                Item item = waiting.getFirst();
                if (item.written().isDone()) {
                    taken();
                    continue;
                }
                partitions.addAll(item.partitions());
                statements += item.statements().size();
                bytes += item.bytes();
                boolean full =
                        partitions.size() > MAX_PARTITIONS
                                || statements > MAX_STATEMENTS
                                || bytes > MAX_BYTES;
                if (full && !items.isEmpty()) {
                    break;
                }
                items.add(taken());
            }
            return Optional.of(items);
        } finally {
            lock.unlock();
        }
    }

    private Item taken() {
        Item item = waiting.removeFirst();
        statementsWaiting -= item.statements().size();
        bytesWaiting -= item.bytes();
        return item;
    }

    private boolean mayGo() {
        boolean full = statementsWaiting >= FULL_STATEMENTS || bytesWaiting >= MAX_BYTES;
        return underWay < FREE_REQUESTS || full && underWay < MAX_REQUESTS;
    }

    private void send(List<Item> items) {
        sent(request(items))
                .whenComplete((answer, error) -> {
                    lock.lock();
                    try {
                        underWay--;
                    } finally {
                        lock.unlock();
                    }
                    sendWaiting();
                    if (error == null) {
                        items.forEach(item -> item.written().complete(true));
                    } else if (items.size() > 1 && !isAway(error)) {
                        items.forEach(this::sendAlone);
                    } else {
                        items.forEach(item -> item.written().completeExceptionally(error));
                    }
                });
    }

    /** One of several writes was wrong: the others do not suffer for it. */
    private void sendAlone(Item item) {
        if (item.written().isDone()) {
            return;
        }
        sent(request(List.of(item)))
                .whenComplete((answer, error) -> {
                    if (error == null) {
                        item.written().complete(true);
                    } else {
                        item.written().completeExceptionally(error);
                    }
                });
    }

    private CompletionStage<AsyncResultSet> sent(Statement<?> request) {
        try {
            return session.apply(request);
        } catch (RuntimeException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private boolean isAway(Throwable error) {
        Throwable cause =
                error instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : error;
        return translation.apply(cause) instanceof UnavailableException;
    }

    private static Statement<?> request(List<Item> items) {
        return Bundles.request(items.stream().flatMap(i -> i.statements().stream()).toList());
    }

    private static Set<ByteBuffer> partitions(List<BoundStatement> statements) {
        Set<ByteBuffer> partitions = new HashSet<>();
        for (BoundStatement statement : statements) {
            ByteBuffer key = statement.getRoutingKey();
            if (key != null) {
                partitions.add(key);
            }
        }
        return partitions;
    }

    private static int bytes(List<BoundStatement> statements) {
        return statements.stream().mapToInt(Bundles::size).sum();
    }
}
