package org.trellis.controller.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/**
 * The checks before a command is queued: the form of the paths, the catalogue's types and ranges,
 * what the device says may not be written, and what it has at all.
 */
final class Validator {

    private static final int MAX_PATHS = 1_000;

    private final Foundation core;
    private final ModelCatalog models;
    private final Supplier<Catalogue> catalogue;
    private final SupportCheck support;
    private final Warnings warnings;

    Validator(
            Foundation core,
            ModelCatalog models,
            Supplier<Catalogue> catalogue,
            SupportCheck support) {
        this.core = core;
        this.models = models;
        this.catalogue = catalogue;
        this.support = support;
        this.warnings = new Warnings(models, catalogue);
    }

    /** What of a request that is let through could not be checked. */
    List<Warning> warnings(Registry.Known device, CommandRequest request) {
        return warnings.of(device, request);
    }

    /** Empty if nothing is wrong. */
    List<PathError> validate(Registry.Known device, CommandRequest request) {
        List<PathError> errors = new ArrayList<>();
        if (!device.active()) {
            errors.add(
                    PathError.of(
                            "",
                            ErrorCode.DENIED,
                            "the device is "
                                    + device.device()
                                            .state()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT)));
        }
        request.endpoint()
                .filter(id -> !device.endpoints().containsKey(id))
                .ifPresent(id ->
                        errors.add(
                                PathError.of(
                                        "",
                                        ErrorCode.INVALID_VALUE,
                                        "the device has no endpoint " + id)));
        Instant now = core.now();
        if (request.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
            errors.add(PathError.of("", ErrorCode.INVALID_VALUE, "expiresAt is in the past"));
        }
        operation(device, request.operation(), errors);
        boolean general = errors.stream().anyMatch(e -> e.path().isEmpty());
        if (!general) {
            errors.addAll(support.of(device, request).check(request.operation(), errors));
        }
        return errors;
    }

    private void operation(Registry.Known device, Operation operation, List<PathError> errors) {
        switch (operation) {
            case Operation.Get get -> {
                count(get.paths(), errors);
                get.paths().forEach(p -> readable(p, errors));
            }
            case Operation.Set set -> {
                count(set.values().keySet(), errors);
                set.values().forEach((path, value) -> write(device, path, value, errors));
            }
            case Operation.Add add -> {
                count(add.objects(), errors);
                add.objects().forEach(object -> add(object, errors));
            }
            case Operation.Delete delete -> {
                count(delete.objects(), errors);
                delete.objects().forEach(p -> row(p, errors));
            }
            case Operation.Operate operate -> command(operate, errors);
            case Operation.Discover discover -> {
                if (!discover.root().isObject()) {
                    errors.add(invalid(discover.root().text(), "an object ends with a dot"));
                } else {
                    rooted(discover.root().text(), errors);
                }
            }
            case Operation.Watch watch -> {
                count(watch.paths(), errors);
                watch.paths().forEach(path -> watched(path, watch.what(), errors));
            }
        }
    }

    private static void count(Collection<?> members, List<PathError> errors) {
        if (members.isEmpty()) {
            errors.add(invalid("", "nothing is named"));
        } else if (members.size() > MAX_PATHS) {
            errors.add(
                    PathError.of(
                            "",
                            ErrorCode.RESOURCES_EXCEEDED,
                            "at most " + MAX_PATHS + " paths in one command"));
        }
    }

    /** False if it is not below a root that is known. */
    private static boolean rooted(String path, List<PathError> errors) {
        boolean known = DataModelRoot.of(path).isPresent();
        if (!known) {
            errors.add(invalid(path, "a path begins with Device."));
        }
        return known;
    }

    private static void readable(PathExpression path, List<PathError> errors) {
        if (rooted(path.text(), errors) && (isCommand(path) || path.text().endsWith("!"))) {
            errors.add(invalid(path.text(), "commands and events have no value"));
        }
    }

    private void watched(PathExpression path, NotificationType type, List<PathError> errors) {
        switch (type) {
            case VALUE_CHANGE, OFF -> readable(path, errors);
            case OBJECT_CREATION, OBJECT_DELETION -> {
                if (rooted(path.text(), errors) && !isTable(path)) {
                    errors.add(
                            invalid(
                                    path.text(),
                                    "rows come and go in a table: name it as in"
                                            + " Device.NAT.PortMapping."));
                }
            }
        }
    }

    /** What the models do not know may be one: the device says. */
    private boolean isTable(PathExpression path) {
        boolean known = catalogue.get().node(path.template()).isPresent();
        return RowCounts.isTable(path)
                && (!known || catalogue.get().table(path.template()).isPresent());
    }

    private void write(
            Registry.Known device, PathExpression path, String value, List<PathError> errors) {
        if (!rooted(path.text(), errors)) {
            return;
        }
        if (path.isPartial() || isCommand(path) || path.text().endsWith("!")) {
            errors.add(invalid(path.text(), "only parameters can be set"));
            return;
        }
        Optional<PathError> wrong =
                anInstance(path).flatMap(example -> catalogue.get().check(example, value));
        if (wrong.isPresent()) {
            PathError error = wrong.get();
            errors.add(PathError.of(path.text(), error.code(), error.message()));
        } else if (readOnly(device, path)) {
            errors.add(
                    PathError.of(
                            path.text(),
                            ErrorCode.NOT_WRITABLE,
                            "the device says that it cannot be written"));
        }
    }

    /**
     * Only where the native path is the canonical one; elsewhere the adapter translates, and says.
     */
    private boolean readOnly(Registry.Known device, PathExpression path) {
        boolean found = false;
        for (Protocol protocol : protocols(device)) {
            if (device.root(protocol) != DataModelRoot.TR_181) {
                return false;
            }
            SupportedModel model = models.of(device, protocol);
            Optional<SupportedNode> node =
                    model.isKnown() ? model.node(path.template()) : Optional.empty();
            if (node.isEmpty() || node.get().writable()) {
                return false;
            }
            found = true;
        }
        return found;
    }

    private static List<Protocol> protocols(Registry.Known device) {
        return device.endpoints().values().stream()
                .map(e -> e.endpoint().protocol())
                .distinct()
                .toList();
    }

    private void add(Operation.NewObject object, List<PathError> errors) {
        String table = object.object().text();
        if (!object.object().isObject() || isNumber(object.object().name())) {
            errors.add(invalid(table, "name the table, ending with a dot"));
            return;
        }
        if (!rooted(table, errors)) {
            return;
        }
        for (Map.Entry<String, String> value : object.values().entrySet()) {
            Optional<ParameterPath> path =
                    ParameterPath.parse(table + "1." + value.getKey())
                            .filter(ParameterPath::isParameter);
            if (path.isEmpty()) {
                errors.add(invalid(table + value.getKey(), "not the name of a parameter"));
                continue;
            }
            catalogue
                    .get()
                    .check(path.get(), value.getValue())
                    .ifPresent(e ->
                            errors.add(
                                    PathError.of(table + value.getKey(), e.code(), e.message())));
        }
    }

    private static void row(PathExpression path, List<PathError> errors) {
        if (!rooted(path.text(), errors)) {
            return;
        }
        String last = path.segments().getLast();
        boolean instance = isNumber(last) || last.equals("*") || last.charAt(0) == '[';
        if (!path.isPartial() || !instance) {
            errors.add(invalid(path.text(), "name a row, as in Device.NAT.PortMapping.3."));
        }
    }

    private static void command(Operation.Operate operate, List<PathError> errors) {
        if (rooted(operate.command().text(), errors) && !isCommand(operate.command())) {
            errors.add(invalid(operate.command().text(), "a command ends with ()"));
        }
    }

    /** The catalogue wants a concrete path: wildcards and searches name rows of the same kind. */
    private static Optional<ParameterPath> anInstance(PathExpression path) {
        return ParameterPath.parse(path.template().replace("{i}", "1"))
                .filter(ParameterPath::isParameter);
    }

    private static boolean isCommand(PathExpression path) {
        return path.text().endsWith("()");
    }

    private static boolean isNumber(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static PathError invalid(String path, String message) {
        return PathError.of(path, ErrorCode.INVALID_PATH, message);
    }
}
