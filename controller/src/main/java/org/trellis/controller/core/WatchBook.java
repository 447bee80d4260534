package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Keeps what operators watch, as far as the devices have taken it. */
final class WatchBook {

    /** Of an endpoint and kind. */
    private static final int MOST = 1_000;

    /** Over USP each is a row of one message. */
    private static final int AT_ONCE = 100;

    private record Key(TenantId tenant, DeviceId device, EndpointId endpoint) {
        static Key of(Endpoint endpoint) {
            return new Key(endpoint.tenant(), endpoint.device(), endpoint.id());
        }
    }

    private final Foundation core;

    /** Of most endpoints nothing is watched, and rows go all day. */
    private final Cache<Key, Boolean> blank =
            Caffeine.newBuilder()
                    .maximumSize(50_000)
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build();

    WatchBook(Foundation core) {
        this.core = core;
    }

    /**
     * Of a watch that ended: the last word for a path holds.
     *
     * @param operation as the endpoint was given it
     */
    void learn(Endpoint endpoint, Operation operation, CommandResult result) {
        if (!(operation instanceof Operation.Watch(var paths, NotificationType what))) {
            return;
        }
        List<PathExpression> taken =
                switch (result.status()) {
                    case DONE -> paths;
                    case PARTIAL, FAILED, OUTCOME_UNKNOWN -> result.taken();
                };
        if (taken.isEmpty()) {
            return;
        }
        switch (what) {
            case VALUE_CHANGE, OBJECT_CREATION, OBJECT_DELETION -> {
                core.stores().watches().add(endpoint, what, taken);
                blank.invalidate(Key.of(endpoint));
                forgetDeleted(endpoint);
            }
            case OFF -> core.stores().watches().remove(endpoint, ended(endpoint, taken));
        }
    }

    /** Another node may have deleted the device, and its book, before this came into it. */
    private void forgetDeleted(Endpoint endpoint) {
        if (core.stores().devices().find(endpoint.tenant(), endpoint.device()).isEmpty()) {
            core.stores().watches().delete(endpoint.tenant(), endpoint.device());
        }
    }

    /** Over CWMP an object that is off is so with everything below it (TR-069 A.3.2.4). */
    private Set<PathExpression> ended(Endpoint endpoint, List<PathExpression> off) {
        Set<PathExpression> ended = new HashSet<>(off);
        if (endpoint.protocol() == Protocol.CWMP) {
            ended.addAll(covered(endpoint, off));
        }
        return ended;
    }

    /**
     * What of an operation is to be done yet: of a watch that is set anew, an operator may have
     * ended a part since it was queued. Empty if nothing is left of it.
     *
     * @param operation as the endpoint is given it
     */
    Optional<Operation> stillWanted(Endpoint endpoint, CommandRecord command, Operation operation) {
        if (!(operation instanceof Operation.Watch(var paths, NotificationType what))
                || !command.createdBy().equals(SystemCommands.CREATED_BY)) {
            return Optional.of(operation);
        }
        Set<PathExpression> kept =
                core.stores().watches().of(endpoint).getOrDefault(what, Set.of());
        List<PathExpression> rest = paths.stream().filter(kept::contains).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Operation.Watch(rest, what));
    }

    /** Whether the endpoint would have to tell more than is kept. */
    Optional<PathError> overfull(Endpoint endpoint, Operation.Watch watch) {
        if (watch.what() == NotificationType.OFF) {
            return Optional.empty();
        }
        Set<PathExpression> kept =
                core.stores().watches().of(endpoint).getOrDefault(watch.what(), Set.of());
        Set<PathExpression> all = new HashSet<>(kept);
        all.addAll(watch.paths());
        return all.size() <= Math.max(MOST, kept.size())
                ? Optional.empty()
                : Optional.of(
                        PathError.of(
                                "",
                                ErrorCode.RESOURCES_EXCEEDED,
                                "at most "
                                        + MOST
                                        + " paths can be watched for "
                                        + watch.what().label()
                                        + " over "
                                        + endpoint.id()
                                        + ": switch some off first, or watch an object"));
    }

    /** Rows went: a row that comes in their place is another one. */
    void gone(Endpoint endpoint, List<ParameterPath> rows) {
        boolean nothing =
                rows.isEmpty()
                        || blank.get(
                                Key.of(endpoint),
                                _ -> core.stores().watches().of(endpoint).isEmpty());
        if (nothing) {
            return;
        }
        List<PathExpression> objects = rows.stream().map(PathExpression::of).toList();
        core.stores().watches().remove(endpoint, covered(endpoint, objects));
    }

    private Set<PathExpression> covered(Endpoint endpoint, List<PathExpression> by) {
        return core.stores().watches().of(endpoint).values().stream()
                .flatMap(Set::stream)
                .filter(path -> by.stream().anyMatch(wider -> wider.covers(path)))
                .collect(Collectors.toSet());
    }

    /** What is watched of an endpoint, as operations that bring it about. */
    List<Operation.Watch> of(Endpoint endpoint) {
        List<Operation.Watch> watches = new ArrayList<>();
        core.stores()
                .watches()
                .of(endpoint)
                .forEach((what, kept) -> {
                    List<PathExpression> paths =
                            kept.stream()
                                    .sorted(Comparator.comparing(PathExpression::text))
                                    .toList();
                    for (int from = 0; from < paths.size(); from += AT_ONCE) {
                        int to = Math.min(paths.size(), from + AT_ONCE);
                        watches.add(new Operation.Watch(paths.subList(from, to), what));
                    }
                });
        return watches;
    }
}
