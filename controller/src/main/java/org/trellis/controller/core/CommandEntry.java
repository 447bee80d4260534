package org.trellis.controller.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;

/** An open command in the memory of its device's owner. Guarded by the lock of its queue. */
final class CommandEntry {

    private CommandRecord record;
    private boolean durable;
    private @Nullable Lease lease;
    private boolean foreign;
    private Instant undecidedUntil = Instant.MAX;
    private @Nullable Unsaved unsaved;

    /**
     * Something to be stored.
     *
     * @param without what is done if it cannot be stored at all
     * @param failed whether it failed once although the store was there
     */
    record Unsaved(Runnable task, Runnable without, boolean failed) {
        Unsaved afterFailure() {
            return new Unsaved(task, without, true);
        }
    }

    CommandEntry(CommandRecord record, boolean durable) {
        this.record = record;
        this.durable = durable;
    }

    CommandRecord record() {
        return record;
    }

    void record(CommandRecord changed) {
        record = changed;
    }

    /** Whether the store has it. */
    boolean durable() {
        return durable;
    }

    void madeDurable() {
        durable = true;
    }

    @Nullable Lease lease() {
        return lease;
    }

    void lease(@Nullable Lease given) {
        lease = given;
    }

    /** Sent by another node that lives: that one may still complete it. */
    boolean foreign() {
        return foreign;
    }

    void foreign(boolean elsewhere) {
        foreign = elsewhere;
    }

    /**
     * Lost from sight: until then the device may tell what became of it.
     *
     * @param until {@link Instant#MAX} if it is not lost
     */
    void undecided(Instant until) {
        undecidedUntil = until;
    }

    boolean isUndecided() {
        return !undecidedUntil.equals(Instant.MAX);
    }

    Instant undecidedUntil() {
        return undecidedUntil;
    }

    /**
     * What is to be stored as soon as the store is back; the command holds its place until then.
     */
    @Nullable Unsaved unsaved() {
        return unsaved;
    }

    void unsaved(@Nullable Unsaved store) {
        unsaved = store;
    }

    boolean queued() {
        return record.status() == CommandRecord.Status.QUEUED;
    }

    /** Occupies a lane of this node. */
    boolean inLane() {
        return record.status() == CommandRecord.Status.SENT && !foreign && !isUndecided();
    }

    boolean leasedUnder(Fence fence) {
        return lease != null && lease.fence().equals(fence);
    }

    boolean leasedIn(long session) {
        return lease != null && lease.fence().session() == session;
    }
}
