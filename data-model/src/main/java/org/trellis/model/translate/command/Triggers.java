package org.trellis.model.translate.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;

/**
 * Commands that CWMP knows as parameters (TR-106 {@code command="true"}): {@code Reset()} writes
 * true to {@code Reset}, and {@code SetRunLevel()} its argument to {@code RequestedRunLevel}. What
 * else it takes is a parameter beside it. Reading them back says nothing.
 */
final class Triggers {

    private static final String RENEW = "Device.DHCPv4.Client.{i}.Renew()";

    private final ModelTranslator translator;
    private final Catalogue canonical;
    private final Arguments arguments;

    Triggers(ModelTranslator translator, Catalogue canonical, Arguments arguments) {
        this.translator = translator;
        this.canonical = canonical;
        this.arguments = arguments;
    }

    /** The canonical parameters that it stands on; empty if it is no such command. */
    List<ParameterPath> parameters(ParameterPath command) {
        ParameterPath object = command.parent().orElseThrow();
        ParameterPath same = object.child(name(command));
        Set<ParameterPath> all = new LinkedHashSet<>();
        boolean triggers = false;
        for (String argument : arguments.inputs(command.template())) {
            Optional<ParameterPath> beside =
                    ParameterPath.parse(object.text() + argument)
                            .filter(ParameterPath::isParameter)
                            .filter(p -> node(p).filter(Triggers::isWritable).isPresent());
            if (beside.isEmpty()) {
                return List.of();
            }
            triggers |= node(beside.get()).filter(CatalogueNode::isTrigger).isPresent();
            all.add(beside.get());
        }
        if (node(same).filter(Triggers::isPlain).isPresent()) {
            triggers = true;
            all.add(same);
        }
        return triggers ? List.copyOf(all) : List.of();
    }

    private static String name(ParameterPath command) {
        return command.name().substring(0, command.name().length() - 2);
    }

    private Optional<CatalogueNode> node(ParameterPath path) {
        return canonical.node(path);
    }

    private static boolean isWritable(CatalogueNode node) {
        return node.access() == Access.READ_WRITE;
    }

    /** A few carry a value ({@code AddCertificate}): true would be no such value. */
    private static boolean isPlain(CatalogueNode node) {
        return node.isTrigger()
                && node.valueSyntax().filter(v -> v.type() == ParameterType.BOOLEAN).isPresent();
    }

    Translated<CommandPlan> plan(ParameterPath command, Map<String, String> input) {
        List<PathError> errors = arguments.check(command, input, Set.of());
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        ParameterPath object = command.parent().orElseThrow();
        Map<ParameterPath, String> values = new LinkedHashMap<>();
        List<PathError> unknown = new ArrayList<>();
        arguments
                .canonical(command, input)
                .forEach((argument, text) -> {
                    if (Arguments.isVendor(argument)) {
                        unknown.add(
                                Refusal.argument(command, argument, "CWMP has no place for it"));
                    } else {
                        values.put(object.child(argument), text);
                    }
                });
        if (!unknown.isEmpty()) {
            return new Translated.Refused<>(unknown);
        }
        ParameterPath same = object.child(name(command));
        if (node(same).filter(Triggers::isPlain).isPresent()) {
            values.put(same, "true");
        }
        return switch (natives(command, values)) {
            case Translated.Ok<List<NativeValue>>(var writes) ->
                    new Translated.Ok<>(new CommandPlan.Trigger(writes));
            case Translated.Refused<List<NativeValue>>(var refused) ->
                    new Translated.Refused<>(refused);
        };
    }

    /** The native parameters that a device must have for it. */
    Translated<List<ParameterPath>> natives(ParameterPath command) {
        List<ParameterPath> all = new ArrayList<>();
        for (ParameterPath parameter : parameters(command)) {
            String example = example(parameter);
            switch (natives(command, Map.of(parameter, example))) {
                case Translated.Ok<List<NativeValue>>(var writes) ->
                        writes.forEach(w -> all.add(ParameterPath.of(w.path())));
                case Translated.Refused<List<NativeValue>>(var refused) -> {
                    return new Translated.Refused<>(refused);
                }
            }
        }
        return new Translated.Ok<>(all);
    }

    /** A value that the parameter can have. */
    private String example(ParameterPath parameter) {
        return node(parameter)
                .flatMap(CatalogueNode::valueSyntax)
                .map(syntax ->
                        switch (syntax.type()) {
                            case BOOLEAN -> "true";
                            case INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, DECIMAL -> "1";
                            case STRING, BASE64, HEX_BINARY, DATE_TIME ->
                                    syntax.enumeration().stream().findFirst().orElse("");
                        })
                .orElse("");
    }

    private Translated<List<NativeValue>> natives(
            ParameterPath command, Map<ParameterPath, String> values) {
        boolean renewal =
                translator.root() == DataModelRoot.TR_098 && command.template().equals(RENEW);
        Map<ParameterPath, String> wanted = renewal ? reset(command) : values;
        return switch (translator.toNativeWrites(wanted, _ -> Optional.empty())) {
            case Translated.Ok<List<NativeValue>>(var writes)
                    when renewal
                            && writes.stream()
                                    .noneMatch(w -> w.path().contains(".WANIPConnection.")) ->
                    Refusal.of(command, "not a client of this device");
            case Translated.Ok<List<NativeValue>>(var writes) -> new Translated.Ok<>(writes);
            case Translated.Refused<List<NativeValue>> _ ->
                    Refusal.noCounterpart(command, translator.root());
        };
    }

    /** TR-098 has no renewal; a connection that is reset asks for its address anew. */
    private static Map<ParameterPath, String> reset(ParameterPath renew) {
        String client = renew.parent().orElseThrow().name();
        return Map.of(ParameterPath.of("Device.IP.Interface." + client + ".Reset"), "true");
    }
}
