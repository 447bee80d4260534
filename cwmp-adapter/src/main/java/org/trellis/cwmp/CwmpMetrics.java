package org.trellis.cwmp;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What the adapter counts. Thread-safe; each counter only grows, except {@code openSessions}. */
public final class CwmpMetrics {

    private final LongAdder requests = new LongAdder();
    private final LongAdder informs = new LongAdder();
    private final LongAdder completedSessions = new LongAdder();
    private final LongAdder brokenSessions = new LongAdder();
    private final LongAdder challenges = new LongAdder();
    private final LongAdder wrongCredentials = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder tooSlow = new LongAdder();
    private final LongAdder overload = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder connectionRequests = new LongAdder();
    private final LongAdder failedConnectionRequests = new LongAdder();
    private volatile LongSupplier openSessions = () -> 0;

    /**
     * The figures at one moment.
     *
     * @param requests POSTs answered, whatever the answer
     * @param completedSessions ended by 204
     * @param brokenSessions ended by a timeout, a malformed message or a new Inform
     * @param challenges answered 401, the first one of a digest included
     * @param malformed bodies that were no XML, no SOAP or no CWMP
     * @param overload new sessions put off with 503
     * @param unavailable requests put off with 503 because the store was away
     */
    public record Snapshot(
            long requests,
            long informs,
            long openSessions,
            long completedSessions,
            long brokenSessions,
            long challenges,
            long wrongCredentials,
            long malformed,
            long tooLarge,
            long tooSlow,
            long overload,
            long unavailable,
            long connectionRequests,
            long failedConnectionRequests) {}

    public Snapshot snapshot() {
        return new Snapshot(
                requests.sum(),
                informs.sum(),
                openSessions.getAsLong(),
                completedSessions.sum(),
                brokenSessions.sum(),
                challenges.sum(),
                wrongCredentials.sum(),
                malformed.sum(),
                tooLarge.sum(),
                tooSlow.sum(),
                overload.sum(),
                unavailable.sum(),
                connectionRequests.sum(),
                failedConnectionRequests.sum());
    }

    public void gaugeOpenSessions(LongSupplier gauge) {
        openSessions = gauge;
    }

    public void request() {
        requests.increment();
    }

    public void inform() {
        informs.increment();
    }

    public void sessionCompleted() {
        completedSessions.increment();
    }

    public void sessionBroken() {
        brokenSessions.increment();
    }

    public void challenge(boolean wrong) {
        challenges.increment();
        if (wrong) {
            wrongCredentials.increment();
        }
    }

    public void malformed() {
        malformed.increment();
    }

    public void tooLarge() {
        tooLarge.increment();
    }

    public void tooSlow() {
        tooSlow.increment();
    }

    public void overload() {
        overload.increment();
    }

    public void unavailable() {
        unavailable.increment();
    }

    public void connectionRequest(boolean told) {
        connectionRequests.increment();
        if (!told) {
            failedConnectionRequests.increment();
        }
    }
}
