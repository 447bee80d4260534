package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.RowCorrelation;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;

/**
 * The rows of one box on two of its endpoints, which need not number them alike: the same row is
 * where the unique keys of the table are the same, never where the number is.
 */
final class RowNumbers {

    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]+(\\.|$)");

    private static final String ROOT = DataModelRoot.TR_181.prefix();

    private final TwinReader twins;
    private final Supplier<RowCorrelation> correlation;

    RowNumbers(TwinReader twins, Supplier<RowCorrelation> correlation) {
        this.twins = twins;
        this.correlation = correlation;
    }

    Optional<Operation> renumbered(Operation operation, Endpoint from, Endpoint to) {
        return switch (operation) {
            case Operation.Get get -> expressions(get.paths(), from, to).map(Operation.Get::new);
            case Operation.Set set -> values(set, from, to);
            case Operation.Add add -> objects(add, from, to);
            case Operation.Delete delete ->
                    expressions(delete.objects(), from, to)
                            .map(p -> new Operation.Delete(p, delete.allowPartial()));
            case Operation.Operate operate ->
                    text(operate.command().text(), from, to)
                            .flatMap(t ->
                                    texts(operate.input(), from, to)
                                            .map(input ->
                                                    new Operation.Operate(
                                                            PathExpression.of(t), input)));
            case Operation.Discover discover ->
                    text(discover.root().text(), from, to)
                            .map(t -> new Operation.Discover(ParameterPath.of(t)));
            case Operation.Watch watch ->
                    expressions(watch.paths(), from, to)
                            .map(p -> new Operation.Watch(p, watch.what()));
        };
    }

    /** What cannot be renumbered keeps its number. */
    CommandResult renumbered(CommandResult result, Endpoint from, Endpoint to) {
        return new CommandResult(
                result.status(),
                result.values().stream().map(v -> value(v, from, to)).toList(),
                result.covered().stream().map(p -> path(p, from, to)).toList(),
                result.instances().stream().map(p -> path(p, from, to)).toList(),
                result.output(),
                result.errors().stream().map(e -> error(e, from, to)).toList(),
                result.model());
    }

    private ParameterPath path(ParameterPath path, Endpoint from, Endpoint to) {
        return text(path.text(), from, to).map(ParameterPath::of).orElse(path);
    }

    private ObservedValue value(ObservedValue value, Endpoint from, Endpoint to) {
        return new ObservedValue(
                path(value.path(), from, to),
                value.type(),
                value.text(),
                value.writable(),
                value.secret(),
                value.sourcePath(),
                value.quality());
    }

    private PathError error(PathError error, Endpoint from, Endpoint to) {
        String path =
                PathExpression.parse(error.path()).isPresent()
                        ? text(error.path(), from, to).orElse(error.path())
                        : error.path();
        return new PathError(path, error.code(), error.sourceCode(), error.message());
    }

    private Optional<List<PathExpression>> expressions(
            List<PathExpression> paths, Endpoint from, Endpoint to) {
        List<PathExpression> there = new ArrayList<>();
        for (PathExpression path : paths) {
            Optional<String> text = text(path.text(), from, to);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.add(PathExpression.of(text.get()));
        }
        return Optional.of(there);
    }

    private Optional<Operation> values(Operation.Set set, Endpoint from, Endpoint to) {
        Map<PathExpression, String> there = new LinkedHashMap<>();
        for (Map.Entry<PathExpression, String> entry : set.values().entrySet()) {
            Optional<String> text = text(entry.getKey().text(), from, to);
            Optional<String> value = reference(entry.getValue(), from, to);
            if (text.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            there.put(PathExpression.of(text.get()), value.get());
        }
        return Optional.of(new Operation.Set(there, set.allowPartial()));
    }

    private Optional<Operation> objects(Operation.Add add, Endpoint from, Endpoint to) {
        List<Operation.NewObject> there = new ArrayList<>();
        for (Operation.NewObject object : add.objects()) {
            Optional<String> text = text(object.object().text(), from, to);
            Optional<Map<String, String>> values = texts(object.values(), from, to);
            if (text.isEmpty() || values.isEmpty()) {
                return Optional.empty();
            }
            there.add(new Operation.NewObject(ParameterPath.of(text.get()), values.get()));
        }
        return Optional.of(new Operation.Add(there, add.allowPartial()));
    }

    private Optional<Map<String, String>> texts(
            Map<String, String> texts, Endpoint from, Endpoint to) {
        Map<String, String> there = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Optional<String> text = reference(entry.getValue(), from, to);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.put(entry.getKey(), text.get());
        }
        return Optional.of(there);
    }

    /** A value that names rows, or several: the execution environment of a module, for example. */
    private Optional<String> reference(String value, Endpoint from, Endpoint to) {
        if (!value.contains(ROOT)) {
            return Optional.of(value);
        }
        List<String> there = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            boolean isRow = item.strip().startsWith(ROOT) && isConcrete(item.strip());
            Optional<String> text = isRow ? text(item.strip(), from, to) : Optional.of(item);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.add(text.get());
        }
        return Optional.of(String.join(",", there));
    }

    private static boolean isConcrete(String text) {
        return ParameterPath.parse(text).isPresent();
    }

    /** The same node by the other side's numbers; empty if one of its rows is not known there. */
    private Optional<String> text(String text, Endpoint from, Endpoint to) {
        if (!hasNumber(text)) {
            return Optional.of(text);
        }
        PathExpression expression = PathExpression.of(text);
        Optional<ParameterPath> concrete = expression.concrete();
        String rest =
                concrete.isPresent()
                        ? ""
                        : text.substring(expression.fixedPrefix().text().length());
        if (hasNumber("." + rest)) {
            return Optional.empty();
        }
        return correlation
                .get()
                .correlate(concrete.orElseGet(expression::fixedPrefix), values(from), values(to))
                .map(path -> path.text() + rest);
    }

    private List<ObservedValue> values(Endpoint endpoint) {
        return twins.all(endpoint).stream().map(TwinValue::value).toList();
    }

    private static boolean hasNumber(String text) {
        return NUMBER.matcher(text).find();
    }
}
