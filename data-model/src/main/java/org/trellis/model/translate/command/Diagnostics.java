package org.trellis.model.translate.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;

/**
 * Commands that CWMP knows as an object with a {@code DiagnosticsState}: inputs and outputs of the
 * command are parameters of the object, under the same names.
 */
final class Diagnostics {

    /** The one object that is called otherwise. */
    private static final Map<String, String> RENAMED =
            Map.of(
                    "Device.IP.Diagnostics.IPLayerCapacity()",
                    "Device.IP.Diagnostics.IPLayerCapacityMetrics.");

    /** What holds on a device that does not have the parameter, by argument. */
    private static final Map<String, Set<String>> WITHOUT =
            Map.of(
                    "ProtocolVersion", Set.of("Any"),
                    "NumberOfConnections", Set.of("1"),
                    "EnablePerConnectionResults", Set.of("false"),
                    "EnableIndividualPacketResults", Set.of("false"),
                    "TimeBasedTestDuration", Set.of("0"),
                    "TimeBasedTestMeasurementInterval", Set.of("0"),
                    "TimeBasedTestMeasurementOffset", Set.of("0"));

    private final ModelTranslator translator;
    private final Catalogue canonical;
    private final Arguments arguments;

    Diagnostics(ModelTranslator translator, Catalogue canonical, Arguments arguments) {
        this.translator = translator;
        this.canonical = canonical;
        this.arguments = arguments;
    }

    /** Empty if the command is none. */
    Optional<DiagnosticTest> test(ParameterPath command) {
        String text = command.text();
        String object =
                RENAMED.getOrDefault(text, text.substring(0, Math.max(0, text.length() - 2)) + ".");
        return ParameterPath.parse(object)
                .filter(_ -> command.isCommand() && canonical.node(command).isPresent())
                .map(o -> new DiagnosticTest(command, o, arguments.outputs(command.template())))
                .filter(t -> canonical.node(t.state()).isPresent());
    }

    Translated<CommandPlan> plan(DiagnosticTest test, Map<String, String> input) {
        ParameterPath command = test.command();
        List<PathError> errors = new ArrayList<>(arguments.check(command, input, Set.of()));
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        Translated<List<NativeValue>> state = state(test);
        if (!(state instanceof Translated.Ok<List<NativeValue>>(var start))) {
            return Refusal.noCounterpart(command, translator.root());
        }
        List<NativeValue> writes = new ArrayList<>();
        Set<String> spare = new LinkedHashSet<>();
        arguments
                .canonical(command, input)
                .forEach((name, text) -> {
                    switch (argument(test, name, text)) {
                        case Translated.Ok<List<NativeValue>>(var natives) -> {
                            writes.addAll(natives);
                            if (holdsWithout(name, text)) {
                                natives.forEach(w -> spare.add(w.path()));
                            }
                        }
                        case Translated.Refused<List<NativeValue>>(var refused) -> {
                            if (!holdsWithout(name, text)
                                    && !isOfObject(name, text, start.getFirst())) {
                                errors.add(renamed(command, name, refused));
                            }
                        }
                    }
                });
        writes.addAll(start);
        return errors.isEmpty()
                ? new Translated.Ok<>(new CommandPlan.Diagnostic(test, writes, spare))
                : new Translated.Refused<>(errors);
    }

    /** The native parameters that a device must have for it. */
    Translated<List<ParameterPath>> natives(DiagnosticTest test) {
        return switch (state(test)) {
            case Translated.Ok<List<NativeValue>>(var start) ->
                    new Translated.Ok<>(
                            start.stream().map(w -> ParameterPath.of(w.path())).toList());
            case Translated.Refused<List<NativeValue>> _ ->
                    Refusal.noCounterpart(test.command(), translator.root());
        };
    }

    private Translated<List<NativeValue>> state(DiagnosticTest test) {
        return translator.toNativeWrites(
                Map.of(test.state(), DiagnosticsState.REQUESTED), _ -> Optional.empty());
    }

    private Translated<List<NativeValue>> argument(DiagnosticTest test, String name, String text) {
        Optional<ParameterPath> parameter =
                ParameterPath.parse(test.object().text() + name).filter(ParameterPath::isParameter);
        boolean settable =
                Arguments.isVendor(name)
                        || parameter
                                .flatMap(canonical::node)
                                .filter(Diagnostics::isWritable)
                                .isPresent();
        return parameter.isPresent() && settable
                ? translator.toNativeWrites(Map.of(parameter.get(), text), _ -> Optional.empty())
                : Refusal.of(test.command(), "CWMP has no such parameter that could be set");
    }

    private static boolean isWritable(CatalogueNode node) {
        return node.access() == Access.READ_WRITE;
    }

    /** TR-098 is a model of IPv4. */
    private boolean holdsWithout(String name, String text) {
        return WITHOUT.getOrDefault(name, Set.of()).contains(text)
                || translator.root() == DataModelRoot.TR_098
                        && name.equals("ProtocolVersion")
                        && text.equals("IPv4");
    }

    /**
     * TR-098 has the tests of a line or a link below it: where the argument names just that one,
     * nothing is left to be said.
     */
    private boolean isOfObject(String name, String text, NativeValue state) {
        if (translator.root() != DataModelRoot.TR_098 || !name.equals("Interface")) {
            return false;
        }
        Optional<String> line =
                ParameterPath.of(state.path())
                        .parent()
                        .flatMap(ParameterPath::parent)
                        .map(ParameterPath::text);
        return ParameterPath.parse((text.endsWith(".") ? text : text + ".") + "Status")
                .map(path -> translator.toNativeReads(PathExpression.of(path.text())))
                .filter(reads ->
                        reads instanceof Translated.Ok<List<PathExpression>>(var paths)
                                && paths.stream()
                                        .anyMatch(
                                                p -> line.filter(p.text()::startsWith).isPresent()))
                .isPresent();
    }

    private static PathError renamed(
            ParameterPath command, String argument, List<PathError> refused) {
        PathError first = refused.getFirst();
        return PathError.of(
                Arguments.path(command, argument),
                first.code() == ErrorCode.INVALID_TYPE
                        ? ErrorCode.INVALID_TYPE
                        : ErrorCode.NOT_SUPPORTED,
                first.message());
    }
}
