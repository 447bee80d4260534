package org.trellis.controller.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/** Keeps what operators watch, as far as the devices have taken it. */
final class WatchBook {

    private final Foundation core;

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
        Set<PathExpression> ended = off.stream().collect(Collectors.toSet());
        if (endpoint.protocol() == Protocol.CWMP) {
            core.stores().watches().of(endpoint).values().stream()
                    .flatMap(Set::stream)
                    .filter(path -> off.stream().anyMatch(o -> o.covers(path)))
                    .forEach(ended::add);
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

    /** What is watched of an endpoint, as operations that bring it about. */
    List<Operation.Watch> of(Endpoint endpoint) {
        return core.stores().watches().of(endpoint).entrySet().stream()
                .map(e ->
                        new Operation.Watch(
                                e.getValue().stream()
                                        .sorted(Comparator.comparing(PathExpression::text))
                                        .toList(),
                                e.getKey()))
                .toList();
    }
}
