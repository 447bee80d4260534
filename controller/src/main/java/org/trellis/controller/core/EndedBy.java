package org.trellis.controller.core;

import java.util.Optional;
import java.util.function.Predicate;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Operation;

/** Which commands are over by what a device says. */
final class EndedBy {

    private EndedBy() {}

    /** Those that the device names. */
    static Predicate<CommandRecord> tag(String tag) {
        return command -> CommandTags.of(command.id()).equals(tag);
    }

    /** A device that has started has rebooted, whether it tells the command or not. */
    static Predicate<CommandRecord> boot(Optional<String> tag) {
        return command ->
                tag.filter(t -> t.equals(CommandTags.of(command.id()))).isPresent()
                        || command.status() == CommandRecord.Status.RUNNING
                                && command.operation() instanceof Operation.Operate operate
                                && operate.command().text().equals("Device.Reboot()");
    }

    /** One that is still to be sent is another one. */
    static boolean reset(CommandRecord command) {
        return command.status() == CommandRecord.Status.RUNNING && ResetWindow.isReset(command);
    }

    /** Operations of a kind, by the template of their command. */
    static Predicate<CommandRecord> kind(Predicate<String> template) {
        return command ->
                command.operation() instanceof Operation.Operate operate
                        && template.test(operate.command().template());
    }
}
