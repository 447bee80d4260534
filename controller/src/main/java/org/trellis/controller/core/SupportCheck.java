package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedObjects;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;

/**
 * Whether a device has what a command names, by what it said it supports and by what can be
 * translated for it. A path is refused if every endpoint that the command may take would refuse it.
 * Vendor paths pass, and so does everything while the model is not known: the device answers then.
 */
final class SupportCheck {

    private static final String VENDOR = "X_";
    private static final int MODELS = 200;

    private final ModelCatalog models;
    private final Contexts contexts;
    private final WatchBook watches;

    /** By the model itself, which its devices share: a rediscovery brings another. */
    private final Cache<SupportedModel, SupportedObjects> objects =
            Caffeine.newBuilder().weakKeys().maximumSize(MODELS).build();

    SupportCheck(ModelCatalog models, Contexts contexts, WatchBook watches) {
        this.models = models;
        this.contexts = contexts;
        this.watches = watches;
    }

    /**
     * The endpoints that a request may take, each with what is known of it. Used for one request.
     */
    final class Ways {
        private final List<Way> all;

        private Ways(List<Way> all) {
            this.all = all;
        }

        /**
         * An error for each path that would be refused.
         *
         * @param wrong what is refused already
         */
        List<PathError> check(Operation operation, List<PathError> wrong) {
            List<PathError> errors = new ArrayList<>();
            Predicate<String> right = path -> wrong.stream().noneMatch(e -> concerns(e, path));
            switch (operation) {
                case Operation.Get get ->
                        get.paths().stream()
                                .filter(path -> right.test(path.text()))
                                .forEach(path -> read(path).ifPresent(errors::add));
                case Operation.Set set -> {
                    Map<PathExpression, String> values = new LinkedHashMap<>(set.values());
                    values.keySet().removeIf(path -> !right.test(path.text()));
                    errors.addAll(write(values));
                }
                case Operation.Add add ->
                        add.objects().stream()
                                .filter(object -> right.test(object.object().text()))
                                .forEach(object -> errors.addAll(create(object)));
                case Operation.Delete delete ->
                        delete.objects().stream()
                                .filter(row -> right.test(row.text()))
                                .forEach(row -> delete(row).ifPresent(errors::add));
                case Operation.Operate operate -> {
                    if (wrong.isEmpty()) {
                        errors.addAll(operate(operate));
                    }
                }
                case Operation.Discover _ -> {}
                case Operation.Watch watch ->
                        errors.addAll(
                                watch(
                                        watch.paths().stream()
                                                .filter(path -> right.test(path.text()))
                                                .toList(),
                                        watch));
            }
            return errors;
        }

        private static boolean concerns(PathError error, String path) {
            return error.path().equals(path) || path.endsWith(".") && error.path().startsWith(path);
        }

        private Optional<PathError> read(PathExpression path) {
            return every(path.text(), way -> way.readable(path));
        }

        /**
         * Of values that are set together, by the endpoint that has all of them. What is named by a
         * wildcard or a search is known to the device alone, and what goes with it.
         */
        private List<PathError> write(Map<PathExpression, String> values) {
            List<PathError> errors = new ArrayList<>();
            Map<ParameterPath, String> concrete = new LinkedHashMap<>();
            values.forEach((path, value) -> {
                Optional<PathError> unknown = read(path);
                unknown.ifPresent(errors::add);
                if (unknown.isEmpty()) {
                    path.concrete()
                            .filter(ParameterPath::isParameter)
                            .ifPresent(p -> concrete.put(p, value));
                }
            });
            if (concrete.size() + errors.size() == values.size()) {
                errors.addAll(together(concrete));
            }
            return errors;
        }

        private List<PathError> together(Map<ParameterPath, String> values) {
            List<PathError> first = List.of();
            for (Way way : all) {
                boolean whole =
                        values.keySet().stream()
                                .allMatch(p ->
                                        isVendors(p.text())
                                                || way.readable(PathExpression.of(p)).isEmpty());
                List<PathError> refused = whole ? notVendors(way.writable(values)) : List.of();
                if (whole && refused.isEmpty()) {
                    return refused;
                }
                first = first.isEmpty() ? refused : first;
            }
            return first;
        }

        private List<PathError> create(Operation.NewObject object) {
            List<PathError> first = List.of();
            for (Way way : isVendors(object.object().text()) ? List.<Way>of() : all) {
                List<PathError> refused = notVendors(way.creatable(object));
                if (refused.isEmpty()) {
                    return refused;
                }
                first = first.isEmpty() ? refused : first;
            }
            return first;
        }

        private static List<PathError> notVendors(List<PathError> errors) {
            return errors.stream().filter(e -> !isVendors(e.path())).toList();
        }

        private Optional<PathError> delete(PathExpression row) {
            return every(row.text(), way -> way.deletable(row));
        }

        /** An error for each argument that is wrong. */
        private List<PathError> operate(Operation.Operate operate) {
            List<PathError> first = List.of();
            for (Way way : all) {
                List<PathError> refused = way.operable(operate.command(), operate.input());
                if (refused.isEmpty()) {
                    return refused;
                }
                first = first.isEmpty() ? refused : first;
            }
            return first;
        }

        /** An error for each path that is wrong, or that there are too many. */
        private List<PathError> watch(List<PathExpression> paths, Operation.Watch watch) {
            List<PathError> errors = new ArrayList<>();
            for (PathExpression path : paths) {
                every(path.text(), way -> way.watchable(path, watch.what())).ifPresent(errors::add);
            }
            if (errors.isEmpty()) {
                every("", way -> watches.overfull(way.endpoint(), watch)).ifPresent(errors::add);
            }
            return errors;
        }

        private Optional<PathError> every(String path, Function<Way, Optional<PathError>> check) {
            if (isVendors(path)) {
                return Optional.empty();
            }
            Optional<PathError> first = Optional.empty();
            for (Way way : all) {
                Optional<PathError> refused = check.apply(way);
                if (refused.isEmpty()) {
                    return refused;
                }
                first = first.isPresent() ? first : refused;
            }
            return first;
        }
    }

    Ways of(Registry.Known device, CommandRequest request) {
        List<Way> ways = new ArrayList<>();
        for (EndpointRecord record : device.endpoints().values()) {
            Endpoint endpoint = record.endpoint();
            if (request.endpoint().map(endpoint.id()::equals).orElse(true)) {
                SupportedModel model = models.of(device, endpoint.protocol());
                ways.add(
                        new Way(
                                endpoint,
                                model,
                                models.translator(device, endpoint.protocol()),
                                objects.get(model, SupportedObjects::new),
                                contexts.twin(endpoint)::nativeText));
            }
        }
        return new Ways(ways);
    }

    /** Whether a vendor has named it, or something that it lies in (TR-106 3.3). */
    static boolean isVendors(String path) {
        return path.startsWith(VENDOR) || path.contains("." + VENDOR);
    }
}
