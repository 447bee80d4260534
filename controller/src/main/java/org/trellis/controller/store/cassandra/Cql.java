package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverExecutionException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.BadCursorException;
import org.trellis.southbound.UnavailableException;

/**
 * Executes statements for the stores: bounded in flight, behind a circuit breaker, repeated only
 * where the statement is idempotent, with the driver's "away" errors as {@link
 * UnavailableException}. Blocking; made for virtual threads. Thread-safe.
 */
final class Cql implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cql.class);
    private static final int MAX_IN_FLIGHT = 512;
    private static final Duration ADMISSION_DEADLINE = Duration.ofSeconds(2);
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(15);

    private final CqlSession session;
    private final LongAdder sent = new LongAdder();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final SharedRequests shared = new SharedRequests(this::send, Cql::translated);

    Cql(CqlSession session) {
        this.session = session;
        this.breaker =
                CircuitBreaker.of(
                        "cassandra",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(40)
                                .minimumNumberOfCalls(10)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(1))
                                .permittedNumberOfCallsInHalfOpenState(4)
                                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
                                .recordExceptions(UnavailableException.class)
                                .build());
        breaker.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
        this.retry =
                Retry.of(
                        "cassandra",
                        RetryConfig.custom()
                                // Long enough to bridge a connection that was lost and is
                                // opened again.
                                .maxAttempts(4)
                                .intervalFunction(
                                        IntervalFunction.ofExponentialRandomBackoff(60, 3.0))
                                .retryExceptions(UnavailableException.class)
                                .build());
    }

    /** Once when it goes, once when it is back: not at every probe in between. */
    private static void tell(CircuitBreaker.StateTransition transition) {
        if (transition == CircuitBreaker.StateTransition.CLOSED_TO_OPEN) {
            LOG.warn("the store is away");
        } else if (transition == CircuitBreaker.StateTransition.HALF_OPEN_TO_CLOSED) {
            LOG.info("the store is back");
        }
    }

    CqlSession session() {
        return session;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    Retry retry() {
        return retry;
    }

    /** For statements that may be repeated. */
    PreparedStatement idempotent(String cql) {
        return session.prepare(SimpleStatement.builder(cql).setIdempotence(true).build());
    }

    /** For lightweight transactions. */
    PreparedStatement once(String cql) {
        return session.prepare(SimpleStatement.builder(cql).setIdempotence(false).build());
    }

    void execute(Statement<?> statement) {
        first(statement);
    }

    /** All, at the same time and in no order; returns when the last is acknowledged. */
    void executeAll(List<? extends Statement<?>> writes) {
        List<Statement<?>> statements = Bundles.of(writes);
        if (statements.size() == 1) {
            execute(statements.getFirst());
            return;
        }
        guarded(
                true,
                () -> {
                    List<CompletionStage<AsyncResultSet>> stages = new ArrayList<>();
                    statements.forEach(s -> stages.add(send(s)));
                    stages.forEach(Cql::await);
                    return stages.size();
                });
    }

    /**
     * Writes that may share a request with those of other callers: of rows that have one writer at
     * a time, and whose statements may be repeated. Returns when they are acknowledged.
     */
    void share(List<BoundStatement> writes) {
        if (!SharedRequests.fits(writes)) {
            executeAll(writes);
            return;
        }
        guarded(
                true,
                () -> {
                    CompletableFuture<Boolean> written = shared.write(writes);
                    try {
                        return await(written);
                    } catch (UnavailableException givenUp) {
                        // It must not be sent later, with a newer time than what is written then.
                        written.cancel(false);
                        throw givenUp;
                    }
                });
    }

    /** The same for writes of one partition, which are applied together whatever their size. */
    void shareWhole(List<BoundStatement> writes) {
        if (SharedRequests.fits(writes)) {
            share(writes);
        } else {
            execute(Bundles.request(writes));
        }
    }

    /** The answers of several reads that run at the same time, in their order. */
    List<List<Row>> rowsOfAll(List<? extends Statement<?>> statements) {
        return guarded(
                true,
                () -> {
                    List<CompletionStage<AsyncResultSet>> stages = new ArrayList<>();
                    statements.forEach(s -> stages.add(send(s)));
                    List<List<Row>> answers = new ArrayList<>();
                    stages.forEach(stage -> answers.add(drain(stage)));
                    return answers;
                });
    }

    /** All rows, however many pages they fill: the caller bounds them by a LIMIT or by design. */
    List<Row> rows(Statement<?> statement) {
        return guarded(isIdempotent(statement), () -> drain(send(statement)));
    }

    /** The first row, if any. */
    Optional<Row> first(Statement<?> statement) {
        return Optional.ofNullable(page(statement).one());
    }

    /** One page, with the state to go on. */
    AsyncResultSet page(Statement<?> statement) {
        return guarded(isIdempotent(statement), () -> await(send(statement)));
    }

    /**
     * One page of a statement that carries a caller's paging state.
     *
     * @throws BadCursorException if the server does not know the state
     */
    AsyncResultSet cursorPage(Statement<?> statement) {
        try {
            return page(statement);
        } catch (ProtocolError | InvalidQueryException e) {
            if (statement.getPagingState() == null) {
                throw e;
            }
            throw new BadCursorException();
        }
    }

    /** The page behind one that has more. */
    AsyncResultSet next(AsyncResultSet page) {
        return guarded(true, () -> await(page.fetchNextPage()));
    }

    private CompletionStage<AsyncResultSet> send(Statement<?> statement) {
        sent.increment();
        return session.executeAsync(statement);
    }

    /** How many statements were sent, repetitions included. */
    long sent() {
        return sent.sum();
    }

    private static boolean isIdempotent(Statement<?> statement) {
        return Boolean.TRUE.equals(statement.isIdempotent());
    }

    private static List<Row> drain(CompletionStage<AsyncResultSet> stage) {
        List<Row> rows = new ArrayList<>();
        AsyncResultSet page = await(stage);
        page.currentPage().forEach(rows::add);
        while (page.hasMorePages()) {
            page = await(page.fetchNextPage());
            page.currentPage().forEach(rows::add);
        }
        return rows;
    }

    private <T> T guarded(boolean repeatable, Supplier<T> work) {
        try {
            if (!inFlight.tryAcquire(ADMISSION_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("too many requests to the store");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
        try {
            Supplier<T> broken = CircuitBreaker.decorateSupplier(breaker, work);
            return repeatable ? Retry.decorateSupplier(retry, broken).get() : broken.get();
        } catch (CallNotPermittedException open) {
            throw new UnavailableException("the store is away");
        } finally {
            inFlight.release();
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .get(ANSWER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        } catch (TimeoutException e) {
            throw new UnavailableException("the store did not answer", e);
        } catch (ExecutionException e) {
            throw translated(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What means "not now" becomes that; what means "wrong statement" stays a bug. */
    private static RuntimeException translated(Throwable error) {
        return switch (error) {
            case QueryValidationException wrong -> wrong;
            case ProtocolError wrong -> wrong;
            case AllNodesFailedException away -> ofNodes(away);
            case QueryExecutionException refused -> unavailable(refused);
            case DriverTimeoutException late -> unavailable(late);
            case RequestThrottlingException full -> unavailable(full);
            case ClosedConnectionException lost -> unavailable(lost);
            case HeartbeatException lost -> unavailable(lost);
            case BusyConnectionException busy -> unavailable(busy);
            case DriverExecutionException wrapped -> unavailable(wrapped);
            case DriverException other -> other;
            case IllegalStateException closed -> unavailable(closed);
            case RuntimeException bug -> bug;
            case Error bug -> throw bug;
            default -> new IllegalStateException(error);
        };
    }

    private static RuntimeException ofNodes(AllNodesFailedException away) {
        boolean wrong =
                away.getAllErrors().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(QueryValidationException.class::isInstance);
        return wrong ? away : unavailable(away);
    }

    private static UnavailableException unavailable(Throwable cause) {
        return new UnavailableException(
                "the store is away: " + cause.getClass().getSimpleName(), cause);
    }

    @Override
    public void close() {
        session.close();
    }
}
