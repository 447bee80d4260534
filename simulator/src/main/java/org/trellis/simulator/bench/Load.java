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

    /** One unit; the number counts up over all threads. */
    @FunctionalInterface
    interface Unit {
        void run(int worker, int number) throws Exception;
    }

    /** What came of it. */
    record Outcome(long units, double seconds, Histogram latency, long errors, String firstError) {}

    private Load() {}

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
                                while (!stop.get()) {
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
                                }
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
