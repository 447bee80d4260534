package org.trellis.controller.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.core.TwinCache.Part;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;

/** The device view: every top-level object from the endpoint that is its authority. */
final class DeviceTwins implements Twins {

    private final Foundation core;
    private final Registry registry;
    private final Authority authority;
    private final TwinReader twins;
    private final ModelCatalog models;

    DeviceTwins(
            Foundation core,
            Registry registry,
            Authority authority,
            TwinReader twins,
            ModelCatalog models) {
        this.core = core;
        this.registry = registry;
        this.authority = authority;
        this.twins = twins;
        this.models = models;
    }

    @Override
    public List<Row> parameters(Caller caller, DeviceId device, List<PathExpression> paths) {
        Optional<Registry.Known> known = registry.find(new DeviceKey(caller.tenant(), device));
        if (known.isEmpty()) {
            return List.of();
        }
        boolean everything =
                paths.isEmpty() || paths.stream().anyMatch(p -> p.segments().size() < 2);
        Map<ParameterPath, Row> rows = new HashMap<>();
        Map<EndpointId, Map<ParameterPath, Instant>> coverage = new HashMap<>();
        if (everything) {
            whole(known.get(), coverage).forEach(row -> rows.put(path(row), row));
        } else {
            for (PathExpression path : paths) {
                matching(known.get(), path, coverage).forEach(row -> rows.put(path(row), row));
            }
        }
        return rows.values().stream().sorted((a, b) -> path(a).compareTo(path(b))).toList();
    }

    private static ParameterPath path(Row row) {
        return row.value().value().path();
    }

    private List<Row> whole(
            Registry.Known device, Map<EndpointId, Map<ParameterPath, Instant>> coverage) {
        List<Row> rows = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (EndpointRecord endpoint : authority.ranked(device)) {
            Map<String, Part> parts = twins.parts(endpoint.endpoint());
            parts.forEach((top, part) -> {
                if (!part.values().isEmpty() && taken.add(top)) {
                    part.values()
                            .values()
                            .forEach(v -> rows.add(row(endpoint.endpoint(), part, v, coverage)));
                }
            });
        }
        return rows;
    }

    private List<Row> matching(
            Registry.Known device,
            PathExpression path,
            Map<EndpointId, Map<ParameterPath, Instant>> coverage) {
        String top = TwinReader.top(path);
        Optional<EndpointRecord> source = authority.of(device, top);
        if (source.isEmpty()) {
            return List.of();
        }
        Endpoint endpoint = source.get().endpoint();
        Part part = twins.part(endpoint, top);
        return Searches.matching(part.values().values(), path).stream()
                .map(v -> row(endpoint, part, v, coverage))
                .toList();
    }

    private Row row(
            Endpoint endpoint,
            Part part,
            TwinValue value,
            Map<EndpointId, Map<ParameterPath, Instant>> coverage) {
        Map<ParameterPath, Instant> covered =
                coverage.computeIfAbsent(
                        endpoint.id(),
                        id ->
                                core.stores()
                                        .twins()
                                        .coverage(endpoint.tenant(), endpoint.device(), id));
        return new Row(value, TwinWriter.observed(part, value, covered), endpoint);
    }

    @Override
    public List<Support> support(Caller caller, DeviceId device) {
        return registry.find(new DeviceKey(caller.tenant(), device)).stream()
                .flatMap(known ->
                        authority.ranked(known).stream()
                                .map(EndpointRecord::endpoint)
                                .flatMap(e -> models.support(known, e).stream()))
                .toList();
    }
}
