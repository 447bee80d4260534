package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;

/**
 * Over which endpoint a command goes: the forced one, or the one from which the device view takes
 * the object, or, while that is offline, another one that has the object. Paths are written in the
 * device view's numbering; over another endpoint their rows are renumbered by their unique keys,
 * and a command whose rows cannot be found there waits.
 */
final class Routing {

    private final Authority authority;
    private final PresenceBook presence;
    private final RowNumbers rows;
    private final Contexts contexts;

    Routing(Authority authority, PresenceBook presence, RowNumbers rows, Contexts contexts) {
        this.authority = authority;
        this.presence = presence;
        this.rows = rows;
        this.contexts = contexts;
    }

    Contexts contexts() {
        return contexts;
    }

    boolean goesOver(Registry.Known device, CommandRecord command, Endpoint endpoint) {
        if (command.forcedEndpoint().isPresent()) {
            return command.forcedEndpoint().get().equals(endpoint.id());
        }
        if (device.endpoints().size() < 2) {
            return true;
        }
        String top = top(command.operation());
        Optional<EndpointRecord> preferred = authority.of(device, top);
        if (preferred.isEmpty() || preferred.get().endpoint().id().equals(endpoint.id())) {
            return true;
        }
        return !presence.online(preferred.get())
                && authority.has(device, endpoint.id(), top)
                && operationFor(device, command, endpoint).isPresent();
    }

    /** The endpoint to wake for a command. */
    Optional<Endpoint> target(Registry.Known device, CommandRecord command) {
        if (command.forcedEndpoint().isPresent()) {
            return Optional.ofNullable(device.endpoints().get(command.forcedEndpoint().get()))
                    .map(EndpointRecord::endpoint);
        }
        Optional<EndpointRecord> preferred = authority.of(device, top(command.operation()));
        if (preferred.isEmpty() || presence.online(preferred.get())) {
            return preferred.map(EndpointRecord::endpoint);
        }
        return authority.ranked(device).stream()
                .filter(presence::online)
                .map(EndpointRecord::endpoint)
                .filter(e -> goesOver(device, command, e))
                .findFirst()
                .or(() -> preferred.map(EndpointRecord::endpoint));
    }

    /** The operation in the endpoint's numbering; empty if a row is not known there. */
    Optional<Operation> operationFor(
            Registry.Known device, CommandRecord command, Endpoint endpoint) {
        if (command.forcedEndpoint().isPresent() || device.endpoints().size() < 2) {
            return Optional.of(command.operation());
        }
        Optional<Endpoint> view = view(device, command.operation());
        return view.isEmpty() || view.get().id().equals(endpoint.id())
                ? Optional.of(command.operation())
                : rows.renumbered(command.operation(), view.get(), endpoint);
    }

    /**
     * The result as the caller wants it: in the device view's numbering. A row that is not known
     * there keeps its number.
     */
    CommandResult inView(
            Registry.Known device, CommandRecord command, Endpoint from, CommandResult result) {
        Optional<Endpoint> view =
                command.forcedEndpoint().isPresent() || device.endpoints().size() < 2
                        ? Optional.empty()
                        : view(device, command.operation());
        return view.filter(v -> !v.id().equals(from.id()))
                .map(v -> rows.renumbered(result, from, v))
                .orElse(result);
    }

    private Optional<Endpoint> view(Registry.Known device, Operation operation) {
        return authority.of(device, top(operation)).map(EndpointRecord::endpoint);
    }

    /**
     * What of a command would go astray, because another endpoint answers for it than for the first
     * path: a command goes over one endpoint, as one call. Who wants both sends two, or names the
     * endpoint.
     */
    List<PathError> astray(Registry.Known device, CommandRequest request) {
        List<String> paths = paths(request.operation());
        if (request.endpoint().isPresent() || device.endpoints().size() < 2 || paths.size() < 2) {
            return List.of();
        }
        Optional<EndpointId> first = answering(device, paths.getFirst());
        List<PathError> errors = new ArrayList<>();
        for (String path : paths) {
            Optional<EndpointId> its = answering(device, path);
            if (!its.equals(first)) {
                errors.add(
                        PathError.of(
                                path,
                                ErrorCode.NOT_SUPPORTED,
                                "is reached over "
                                        + its.map(EndpointId::value).orElse("no endpoint")
                                        + ", but "
                                        + paths.getFirst()
                                        + " over "
                                        + first.map(EndpointId::value).orElse("no endpoint")
                                        + ": one command goes over one endpoint"));
            }
        }
        return errors;
    }

    private Optional<EndpointId> answering(Registry.Known device, String path) {
        return authority.of(device, top(path)).map(e -> e.endpoint().id());
    }

    private static List<String> paths(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> get.paths().stream().map(PathExpression::text).toList();
            case Operation.Set set ->
                    set.values().keySet().stream().map(PathExpression::text).toList();
            case Operation.Add add -> add.objects().stream().map(o -> o.object().text()).toList();
            case Operation.Delete delete ->
                    delete.objects().stream().map(PathExpression::text).toList();
            case Operation.Operate operate -> List.of(operate.command().text());
            case Operation.Discover discover -> List.of(discover.root().text());
            case Operation.Watch watch -> watch.paths().stream().map(PathExpression::text).toList();
        };
    }

    /** The top-level object of the first path; {@code Device} if it is the root. */
    static String top(Operation operation) {
        List<String> paths = paths(operation);
        return paths.isEmpty() ? "Device" : top(paths.getFirst());
    }

    private static String top(String text) {
        int root = text.indexOf('.');
        int end = text.indexOf('.', root + 1);
        return end < 0 ? text.substring(0, Math.max(0, root)) : text.substring(root + 1, end);
    }
}
