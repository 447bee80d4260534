package org.trellis.cwmp.session;

import java.util.Map;
import java.util.function.Function;
import org.trellis.cwmp.message.AcsRequest;

/**
 * A conversation with a device that ends in a value: the next RPC and what follows its answer.
 * Immutable: a step that had to be undone (the store was away) is taken again from the same place.
 */
sealed interface Script<T> {

    /** Send this, then go on with the answer. */
    record Ask<T>(AcsRequest request, Function<Answer, Script<T>> then) implements Script<T> {}

    /** Keep these settings of the device before what follows is sent: it may get lost. */
    record Keep<T>(Map<String, String> settings, Script<T> next) implements Script<T> {
        public Keep {
            settings = Map.copyOf(settings);
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return "Keep" + settings.keySet();
        }
    }

    /** Over. */
    record Done<T>(T value) implements Script<T> {}

    static <T> Script<T> done(T value) {
        return new Done<>(value);
    }

    static Script<Answer> ask(AcsRequest request) {
        return new Ask<>(request, Script::done);
    }

    default <U> Script<U> then(Function<T, Script<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Keep<T>(Map<String, String> settings, Script<T> rest) ->
                    new Keep<>(settings, rest.then(next));
            case Ask<T>(AcsRequest request, Function<Answer, Script<T>> continuation) ->
                    new Ask<>(request, answer -> continuation.apply(answer).then(next));
        };
    }

    default <U> Script<U> map(Function<T, U> change) {
        return then(value -> done(change.apply(value)));
    }
}
