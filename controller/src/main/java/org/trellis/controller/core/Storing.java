package org.trellis.controller.core;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.UnavailableException;

/** Stores steps of commands, and remembers those that the store did not take. */
final class Storing {

    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);

    private Storing() {}

    /**
     * Stores now, or remembers to do so: what a device has answered is not lost with a timeout. A
     * bug is thrown, and tried once more; then the command goes on without being stored, so that it
     * does not hold up its device for good.
     */
    static void store(CommandEntry entry, Runnable task, Runnable without) {
        attempt(entry, new CommandEntry.Unsaved(task, without, false));
    }

    private static void attempt(CommandEntry entry, CommandEntry.Unsaved unsaved) {
        entry.unsaved(unsaved.afterFailure());
        try {
            unsaved.task().run();
            entry.unsaved(null);
        } catch (UnavailableException away) {
            LOG.warn("Command {} is stored later: {}", entry.record().id(), away.getMessage());
            entry.unsaved(unsaved);
        }
    }

    /** Tries again what could not be stored. */
    static void retry(CommandEntry entry) {
        CommandEntry.Unsaved unsaved = entry.unsaved();
        if (unsaved == null) {
            return;
        }
        boolean returned = false;
        try {
            attempt(entry, unsaved);
            returned = true;
        } finally {
            if (!returned && unsaved.failed()) {
                LOG.error("Command {} cannot be stored", entry.record().id());
                entry.unsaved(null);
                unsaved.without().run();
            }
        }
    }
}
