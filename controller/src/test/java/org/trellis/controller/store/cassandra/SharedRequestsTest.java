package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.UnavailableException;

/** What is sent together, and what becomes of it. */
class SharedRequestsTest {

    /** A request that was sent, and its answer. */
    private record Sent(List<String> writes, CompletableFuture<AsyncResultSet> answer) {
        void acknowledge() {
            answer.complete(null);
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private final SharedRequests requests =
            new SharedRequests(
                    this::send,
                    error ->
                            error instanceof UnavailableException away
                                    ? away
                                    : new IllegalStateException(error));

    private CompletionStage<AsyncResultSet> send(Statement<?> statement) {
        List<String> writes = new ArrayList<>();
        if (statement instanceof BatchStatement batch) {
            batch.forEach(one -> writes.add(one.toString()));
        } else {
            writes.add(statement.toString());
        }
        Sent one = new Sent(writes, new CompletableFuture<>());
        sent.add(one);
        return one.answer();
    }

    private static BoundStatement write(String name, String partition, int bytes) {
        return (BoundStatement)
                Proxy.newProxyInstance(
                        SharedRequestsTest.class.getClassLoader(),
                        new Class<?>[] {BoundStatement.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "getRoutingKey" ->
                                            ByteBuffer.wrap(
                                                    partition.getBytes(StandardCharsets.UTF_8));
                                    case "getValues" -> List.of(ByteBuffer.allocate(bytes));
                                    case "toString" -> name;
                                    default -> throw new AssertionError(method);
                                });
    }

    /** As many as are sent before anything waits. */
    private void busy() {
        requests.write(writes("first"));
        requests.write(writes("second"));
    }

    private static List<BoundStatement> writes(String... names) {
        return List.of(names).stream().map(name -> write(name, name, 100)).toList();
    }

    @Test
    void asks_an_idle_store_at_once() {
        CompletionStage<Boolean> written = requests.write(writes("a"));
        assertThat(sent).extracting(Sent::writes).containsExactly(List.of("a"));
        assertThat(written.toCompletableFuture()).isNotDone();
        sent.getFirst().acknowledge();
        assertThat(written.toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void sends_what_came_while_two_are_under_way_together_with_the_next() {
        busy();
        CompletionStage<Boolean> second = requests.write(writes("b", "c"));
        CompletionStage<Boolean> third = requests.write(writes("d"));
        assertThat(sent).hasSize(2);
        sent.getFirst().acknowledge();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).writes()).containsExactly("b", "c", "d");
        assertThat(second.toCompletableFuture()).isNotDone();
        sent.get(2).acknowledge();
        assertThat(second.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(third.toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void keeps_a_request_below_the_partitions_that_cassandra_warns_of() {
        busy();
        for (int i = 0; i < 14; i++) {
            requests.write(List.of(write("w" + i, "partition " + i, 10)));
        }
        sent.getFirst().acknowledge();
        assertThat(sent.get(2).writes()).hasSize(10);
        sent.get(2).acknowledge();
        assertThat(sent.get(3).writes()).hasSize(4);
    }

    @Test
    void takes_many_rows_of_one_partition_together() {
        busy();
        for (int i = 0; i < 20; i++) {
            requests.write(List.of(write("w" + i, "feed", 10)));
        }
        sent.getFirst().acknowledge();
        assertThat(sent.get(2).writes()).hasSize(20);
    }

    @Test
    void does_not_wait_for_one_request_when_there_is_enough_for_another() {
        busy();
        for (int i = 0; i < 30; i++) {
            requests.write(List.of(write("w" + i, "feed", 10)));
        }
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).writes()).hasSize(24);
    }

    @Test
    void never_has_more_than_eight_requests_under_way() {
        IntStream.range(0, 1_000)
                .forEach(i -> requests.write(List.of(write("w" + i, "p" + i, 4_000))));
        assertThat(sent).hasSize(8);
    }

    @Test
    void gives_all_of_a_request_the_error_when_the_store_is_away() {
        busy();
        CompletionStage<Boolean> one = requests.write(writes("a"));
        CompletionStage<Boolean> other = requests.write(writes("b"));
        sent.getFirst().acknowledge();
        sent.get(2).answer().completeExceptionally(new UnavailableException("away"));
        assertThat(one.toCompletableFuture()).isCompletedExceptionally();
        assertThat(other.toCompletableFuture()).isCompletedExceptionally();
        assertThat(sent).hasSize(3);
    }

    @Test
    void lets_nobody_suffer_for_the_wrong_write_of_another() {
        busy();
        CompletionStage<Boolean> right = requests.write(writes("right"));
        CompletionStage<Boolean> wrong = requests.write(writes("wrong"));
        sent.getFirst().acknowledge();
        sent.get(2).answer().completeExceptionally(new IllegalArgumentException("no such column"));
        assertThat(sent).extracting(Sent::writes).contains(List.of("right"), List.of("wrong"));
        sent.get(3).acknowledge();
        sent.get(4).answer().completeExceptionally(new IllegalArgumentException("no such column"));
        assertThat(right.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(wrong.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void goes_on_after_a_failure() {
        requests.write(writes("second"));
        requests.write(writes("first"));
        CompletionStage<Boolean> next = requests.write(writes("next"));
        sent.getFirst().answer().completeExceptionally(new UnavailableException("away"));
        sent.get(2).acknowledge();
        assertThat(next.toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void goes_on_after_a_session_that_was_closed() {
        List<String> tries = new ArrayList<>();
        SharedRequests closed =
                new SharedRequests(
                        statement -> {
                            tries.add(statement.toString());
                            throw new IllegalStateException("closed");
                        },
                        error -> new UnavailableException("away", error));
        assertThat(closed.write(writes("a")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(closed.write(writes("b")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(tries).containsExactly("a", "b");
    }

    @Test
    void does_not_send_what_its_caller_has_given_up() {
        busy();
        CompletableFuture<Boolean> givenUp = requests.write(writes("old"));
        requests.write(writes("new"));
        givenUp.cancel(false);
        sent.getFirst().acknowledge();
        assertThat(sent.get(2).writes()).containsExactly("new");
        sent.get(1).acknowledge();
        sent.get(2).acknowledge();
        assertThat(sent).hasSize(3);
    }

    @Test
    void is_idle_when_all_that_waited_was_given_up() {
        busy();
        requests.write(writes("old")).cancel(false);
        sent.getFirst().acknowledge();
        sent.get(1).acknowledge();
        assertThat(sent).hasSize(2);
        requests.write(writes("next"));
        assertThat(sent).hasSize(3);
    }
}
