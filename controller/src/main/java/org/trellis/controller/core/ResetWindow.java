package org.trellis.controller.core;

import java.time.Instant;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Operation;

/**
 * Whether Trellis ordered a factory reset of a device lately: then, and only then, it may come back
 * with an enrollment key although it has, or had, a credential of its own. Read from the commands
 * themselves, so that every node knows and a restart forgets nothing; asked only in the rare case.
 */
final class ResetWindow {

    private static final int LOOK_BACK = 50;

    private final Foundation core;

    ResetWindow(Foundation core) {
        this.core = core;
    }

    boolean open(DeviceKey key) {
        Instant since = core.now().minus(core.settings().resetWindow());
        return core
                .stores()
                .commands()
                .list(key.tenant(), key.device(), Optional.empty(), LOOK_BACK)
                .items()
                .stream()
                .anyMatch(c -> isReset(c) && c.sentAt().filter(since::isBefore).isPresent());
    }

    static boolean isReset(CommandRecord command) {
        return command.operation() instanceof Operation.Operate operate
                && operate.command().text().equals("Device.FactoryReset()");
    }
}
