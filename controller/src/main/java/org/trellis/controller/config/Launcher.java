package org.trellis.controller.config;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a node, says where it listens, and stays until it is told to stop. What an operator can
 * put right is one line on the error stream; a bug is a stack trace in the log.
 */
public final class Launcher {

    private static final Logger log = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    /**
     * Runs until SIGINT or SIGTERM.
     *
     * @return the exit code: 0 after a clean stop, 1 if it could not start
     */
    public static int run() {
        PrintStream err = System.err;
        Path home =
                Path.of(Optional.ofNullable(System.getenv("TRELLIS_HOME")).orElse(".trellis"))
                        .toAbsolutePath()
                        .normalize();
        try {
            TrellisSettings settings = TrellisSettings.read(home, SettingSource.ofProcess(home));
            HomeFolder folder = new HomeFolder(home, new SecureRandom());
            return run(settings, folder);
        } catch (InvalidSettingException e) {
            err.println("trellis: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int run(TrellisSettings settings, HomeFolder home) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook =
                new Thread(
                        () -> {
                            stop.countDown();
                            try {
                                stopped.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Node node = Node.start(settings, home, Clock.systemUTC())) {
            node.announce(System.out);
            stop.await();
            log.info("Stopping");
        } catch (StartException e) {
            System.err.println("trellis: " + e.getMessage());
            return 1;
        } finally {
            stopped.countDown();
        }
        return 0;
    }
}
