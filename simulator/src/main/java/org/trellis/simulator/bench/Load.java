package org.trellis.simulator.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Runs one unit of work over and over on some threads for some time, and times it. */
final class Load {

    private static final long HIGHEST_MICROS = 120_000_000;
    private static final Duration SLICE = Duration.ofSeconds(15);
    private static final int STEADY_SLICES = 6;
    private static final int MOST_SLICES = 32;
    private static final double RISING = 1.03;

    /** One unit; the number counts up over all threads. */
    @FunctionalInterface
    interface Unit {
        void run(int worker, int number) throws Exception;
    }

    /** What came of it. */
    record Outcome(long units, double seconds, Histogram latency, long errors, String firstError) {}

    private Load() {}

    /**
     * Until the rate does not rise any more: the compilers of both JVMs take minutes on two cores.
     */
    static void warm(Warming slices) throws InterruptedException {
        double best = 0;
        int steady = 0;
        for (int slice = 0; slice < MOST_SLICES && steady < STEADY_SLICES; slice++) {
            Outcome outcome = slices.run(SLICE);
            double rate = outcome.units() / outcome.seconds();
            System.err.printf("warming: %.0f/s%n", rate);
            steady = rate > best * RISING ? 0 : steady + 1;
            best = Math.max(best, rate);
        }
    }

    /** The load to warm up with, for some time. */
    @FunctionalInterface
    interface Warming {
        Outcome run(Duration time) throws InterruptedException;
    }

    static Outcome run(int workers, Duration time, Unit unit) throws InterruptedException {
        Histogram latency = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        AtomicInteger number = new AtomicInteger();
        AtomicLong done = new AtomicLong();
        AtomicLong errors = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        StringBuffer firstError = new StringBuffer();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < workers; i++) {
            int worker = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                // Once at least: on a busy machine the time may be over
                                // before the thread has begun.
                                do {
                                    long before = System.nanoTime();
                                    try {
                                        unit.run(worker, number.getAndIncrement());
                                        done.incrementAndGet();
                                        long micros = (System.nanoTime() - before) / 1000;
                                        latency.recordValue(Math.min(micros, HIGHEST_MICROS));
                                    } catch (Exception e) {
                                        if (errors.getAndIncrement() == 0) {
                                            firstError.append(e);
                                        }
                                    }
                                } while (!stop.get());
                            }));
        }
        Thread.sleep(time);
        stop.set(true);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(done.get(), seconds, latency, errors.get(), firstError.toString());
    }
}
