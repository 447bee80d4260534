package org.trellis.model.translate.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;

/** Plans the commands of the canonical model for devices of one root. Immutable, thread-safe. */
public final class CommandPlanner {

    public static final String REBOOT = "Device.Reboot()";
    public static final String FACTORY_RESET = "Device.FactoryReset()";

    private static final String NONE = "not available over CWMP";

    private final Catalogue canonical;
    private final Arguments arguments;
    private final FileTransfers transfers;
    private final ModuleChanges modules;
    private final Triggers triggers;
    private final Diagnostics diagnostics;

    public CommandPlanner(ModelTranslator translator, Catalogue canonical) {
        this(translator, canonical, new Arguments(canonical));
    }

    private CommandPlanner(ModelTranslator translator, Catalogue canonical, Arguments arguments) {
        this.canonical = canonical;
        this.arguments = arguments;
        this.transfers = new FileTransfers(translator, arguments);
        this.modules = new ModuleChanges(translator, arguments);
        this.triggers = new Triggers(translator, canonical, arguments);
        this.diagnostics = new Diagnostics(translator, canonical, arguments);
    }

    /** The same for what another translator of the same canonical model writes. */
    public CommandPlanner by(ModelTranslator translator) {
        return new CommandPlanner(translator, canonical, arguments);
    }

    /** What it knows of arguments; all planners of a canonical model share it. */
    Arguments arguments() {
        return arguments;
    }

    /** As {@link ModelTranslator#toCommand}. */
    public Translated<CommandPlan> plan(ParameterPath command, Map<String, String> input) {
        if (!command.isCommand()) {
            return Refusal.of(command, "not a command");
        }
        String template = command.template();
        if (template.equals(REBOOT)) {
            return rpc(command, input, new CommandPlan.Reboot());
        }
        if (template.equals(FACTORY_RESET)) {
            return rpc(command, input, new CommandPlan.FactoryReset());
        }
        if (FileTransfers.isOne(template)) {
            return transfers.plan(command, input);
        }
        if (FileTransfers.isActivation(template)) {
            return transfers.activation(command, input);
        }
        if (ModuleChanges.isOne(template)) {
            return modules.plan(command, input);
        }
        Optional<DiagnosticTest> test = diagnostics.test(command);
        if (test.isPresent()) {
            return diagnostics.plan(test.get(), input);
        }
        return triggers.parameters(command).isEmpty()
                ? Refusal.of(command, NONE)
                : triggers.plan(command, input);
    }

    /** What a reboot is for is no concern of the device. */
    private Translated<CommandPlan> rpc(
            ParameterPath command, Map<String, String> input, CommandPlan plan) {
        List<PathError> errors = arguments.check(command, input, Set.of());
        return errors.isEmpty() ? new Translated.Ok<>(plan) : new Translated.Refused<>(errors);
    }

    /**
     * Whether a command fetches or sends a file, of which a CPE tells the end by TransferComplete.
     *
     * @param template of the command
     */
    public static boolean isTransfer(String template) {
        return FileTransfers.isOne(template);
    }

    /**
     * Whether a command changes software modules, of which a CPE tells the end by
     * DUStateChangeComplete.
     *
     * @param template of the command
     */
    public static boolean isModuleChange(String template) {
        return ModuleChanges.isOne(template);
    }

    /**
     * The RPC method without which a device cannot do a command, by its name in TR-069; empty for
     * what is done by parameters alone, which every device has the methods for.
     */
    public Optional<String> rpc(ParameterPath command) {
        String template = command.template();
        if (template.equals(REBOOT)) {
            return Optional.of("Reboot");
        }
        if (template.equals(FACTORY_RESET)) {
            return Optional.of("FactoryReset");
        }
        if (FileTransfers.isActivation(template)) {
            return transfers.restarts() ? Optional.of("Reboot") : Optional.empty();
        }
        return ModuleChanges.isOne(template)
                ? Optional.of("ChangeDUState")
                : FileTransfers.rpc(template);
    }

    /** What a command tests; empty if it is no diagnostic. */
    public Optional<DiagnosticTest> diagnostic(ParameterPath command) {
        return diagnostics.test(command);
    }

    /**
     * The native parameters that a device must have to do a command, whatever the arguments; none
     * for an RPC. Refused if the root does not know the command.
     */
    public Translated<List<ParameterPath>> parameters(ParameterPath command) {
        if (!command.isCommand()) {
            return Refusal.of(command, "not a command");
        }
        String template = command.template();
        if (template.equals(REBOOT)
                || template.equals(FACTORY_RESET)
                || FileTransfers.isOne(template)) {
            return new Translated.Ok<>(List.of());
        }
        if (FileTransfers.isActivation(template)) {
            return transfers.bootImage(command);
        }
        if (ModuleChanges.isOne(template)) {
            return modules.natives(command);
        }
        Optional<DiagnosticTest> test = diagnostics.test(command);
        if (test.isPresent()) {
            return diagnostics.natives(test.get());
        }
        return triggers.parameters(command).isEmpty()
                ? Refusal.of(command, NONE)
                : triggers.natives(command);
    }
}
