package org.trellis.model.translate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;

/**
 * Commands that change what software modules a device has. ChangeDUState (TR-069 A.4.1.10) knows a
 * deployment unit by its UUID, not by its row, and has no place for what USP says of resources and
 * roles.
 */
final class ModuleChanges {

    private static final String MODULES = "Device.SoftwareModules.";
    private static final String UNIT = MODULES + "DeploymentUnit.{i}.";

    private static final Pattern ENVIRONMENT =
            Pattern.compile(Pattern.quote(MODULES) + "ExecEnv\\.[1-9][0-9]*\\.?");

    /** TR-069 A.4.1.10 has room for no more. */
    private static final int MAX_URL = 1024;

    /** Which operation it is. */
    private enum Kind {
        INSTALL,
        UPDATE,
        UNINSTALL
    }

    private static final Map<String, Kind> KINDS =
            Map.of(
                    MODULES + "InstallDU()", Kind.INSTALL,
                    UNIT + "Update()", Kind.UPDATE,
                    UNIT + "Uninstall()", Kind.UNINSTALL);

    private final ModelTranslator translator;
    private final Arguments arguments;

    ModuleChanges(ModelTranslator translator, Arguments arguments) {
        this.translator = translator;
        this.arguments = arguments;
    }

    static boolean isOne(String template) {
        return KINDS.containsKey(template);
    }

    Translated<CommandPlan> plan(ParameterPath command, Map<String, String> input) {
        Kind kind = KINDS.get(command.template());
        if (kind == null) {
            return Refusal.of(command, "changes no software module");
        }
        List<PathError> errors = new ArrayList<>(arguments.check(command, input, Set.of()));
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        GivenArguments given = new GivenArguments(command, arguments.canonical(command, input));
        FileServer server = given.server();
        if (!server.url().isEmpty()) {
            FileServer.wrong(server.url(), MAX_URL)
                    .ifPresent(why -> errors.add(Refusal.value(command, "URL", why)));
        }
        String uuid = given.take("UUID");
        String environment = given.take("ExecutionEnvRef");
        Optional<String> reference = environment(environment);
        if (reference.isEmpty()) {
            errors.add(
                    Refusal.value(command, "ExecutionEnvRef", "no execution environment's path"));
        }
        errors.addAll(given.leftOver());
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        ParameterPath object = command.parent().orElseThrow();
        return new Translated.Ok<>(
                switch (kind) {
                    case INSTALL ->
                            new CommandPlan.InstallModule(server, uuid, reference.orElse(""));
                    case UPDATE -> new CommandPlan.UpdateModule(object, server);
                    case UNINSTALL -> new CommandPlan.UninstallModule(object);
                });
    }

    /** As the device names it; empty if it cannot. */
    private Optional<String> environment(String canonical) {
        if (canonical.isEmpty()) {
            return Optional.of("");
        }
        return Optional.of(canonical)
                .filter(text -> ENVIRONMENT.matcher(text).matches())
                .flatMap(translator::toNativeReference);
    }

    /** The native parameters without which a device has no modules. */
    Translated<List<ParameterPath>> natives(ParameterPath command) {
        PathExpression needed =
                PathExpression.of(
                        KINDS.get(command.template()) == Kind.INSTALL
                                ? MODULES + "DeploymentUnitNumberOfEntries"
                                : command.parent().orElseThrow().text() + "UUID");
        return switch (translator.toNativeHolders(needed)) {
            case Translated.Ok<List<PathExpression>>(var paths) ->
                    new Translated.Ok<>(
                            paths.stream().flatMap(p -> p.concrete().stream()).toList());
            case Translated.Refused<List<PathExpression>>(var errors) ->
                    new Translated.Refused<>(errors);
        };
    }
}
