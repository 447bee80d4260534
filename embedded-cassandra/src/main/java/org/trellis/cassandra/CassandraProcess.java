package org.trellis.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Cassandra child: started, watched, restarted when it dies, stopped.
 *
 * <p>{@link #start} returns when the child answers CQL. From then on a watchdog starts it again
 * with growing pauses whenever it dies; clients see it come back by themselves. A child that an
 * earlier controller left behind, because it was killed, is known by its process id, start instant
 * and command line: it is kept if the settings are the same, else ended. Thread-safe.
 */
public final class CassandraProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraProcess.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofMinutes(10);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    private static final Pattern COMPLAINT =
            Pattern.compile("^ERROR|^Error|Exception|OutOfMemory|in use|not found");

    /** Begins what one child said, in a file that holds the words of all. */
    private static final String BEGIN = "--- started at ";

    private final CassandraSettings settings;
    private final CassandraFiles files;
    private final HomeLock lock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile ProcessHandle child;
    private final Thread watchdog;

    private CassandraProcess(
            CassandraSettings settings, CassandraFiles files, HomeLock lock, ProcessHandle child) {
        this.settings = settings;
        this.files = files;
        this.lock = lock;
        this.child = child;
        this.watchdog = Thread.ofVirtual().name("cassandra-watchdog").unstarted(this::watch);
    }

    /**
     * Starts the child, or keeps the one that is there, and waits until it answers.
     *
     * @param probe asked until it says yes
     * @param deadline after which the start counts as failed and the child is ended
     * @throws CassandraStartException with one line that says what is wrong and what to do
     */
    public static CassandraProcess start(
            CassandraSettings settings, ReadinessProbe probe, Duration deadline)
            throws CassandraStartException, InterruptedException {
        CassandraFiles files = new CassandraFiles(settings);
        try {
            files.createDirectories();
        } catch (IOException e) {
            throw new CassandraStartException(
                    "cannot use " + settings.home() + ": " + e.getMessage(), e);
        }
        HomeLock lock = HomeLock.take(settings.home());
        Optional<CassandraProcess> started = Optional.empty();
        try {
            ProcessHandle child = keepOrSpawn(settings, files);
            CassandraProcess process = new CassandraProcess(settings, files, lock, child);
            try {
                process.awaitReady(probe, Instant.now().plus(deadline));
                started = Optional.of(process);
            } finally {
                if (started.isEmpty()) {
                    end(child);
                }
            }
            process.watchdog.start();
            return process;
        } catch (IOException e) {
            throw new CassandraStartException("Cassandra did not start: " + e.getMessage(), e);
        } finally {
            if (started.isEmpty()) {
                lock.close();
            }
        }
    }

    /** The child's process id at this moment. */
    public long pid() {
        return child.pid();
    }

    /** How often the child died and was started again. */
    public int restarts() {
        return restarts.get();
    }

    public CassandraSettings settings() {
        return settings;
    }

    private static ProcessHandle keepOrSpawn(CassandraSettings settings, CassandraFiles files)
            throws IOException, InterruptedException {
        Optional<ChildIdentity> noted = ChildIdentity.read(files.identity());
        Optional<ProcessHandle> left = noted.flatMap(n -> n.alive(settings.home()));
        String fingerprint = files.fingerprint();
        if (left.isPresent() && noted.get().fingerprint().equals(fingerprint)) {
            LOG.info("keeping the Cassandra of an earlier run, pid {}", left.get().pid());
            return left.get();
        }
        List<ProcessHandle> stale = new ArrayList<>(ChildIdentity.strays(settings.home()));
        left.filter(process -> !stale.contains(process)).ifPresent(stale::add);
        for (ProcessHandle process : stale) {
            LOG.warn("ending the Cassandra that an earlier run left, pid {}", process.pid());
            end(process);
        }
        return spawn(settings, files);
    }

    private static ProcessHandle spawn(CassandraSettings settings, CassandraFiles files)
            throws IOException {
        files.write();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/bin/sh"))) {
            // Ctrl-C goes to the whole terminal: the child must outlive the controller's own end.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        command.add(settings.javaHome().resolve("bin/java").toString());
        command.add(ChildIdentity.marker(settings.home()));
        command.add("@" + files.arguments());
        command.add("org.apache.cassandra.service.CassandraDaemon");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(settings.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.output().toFile()));
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Files.writeString(
                files.output(),
                BEGIN + Instant.now() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Process process = builder.start();
        process.getOutputStream().close();
        ProcessHandle child = process.toHandle();
        ChildIdentity.of(child, files.fingerprint()).write(files.identity());
        LOG.info("Cassandra started, pid {}, CQL port {}", child.pid(), settings.nativePort());
        return child;
    }

    private void awaitReady(ReadinessProbe probe, Instant deadline)
            throws CassandraStartException, InterruptedException {
        while (!(portOpen() && probe.ready())) {
            if (!child.isAlive()) {
                throw new CassandraStartException(
                        "Cassandra ended while it started: " + lastWords());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new CassandraStartException(
                        "Cassandra did not answer in time, see " + files.log());
            }
            Thread.sleep(PROBE_INTERVAL);
        }
    }

    private boolean portOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.nativePort()),
                    500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What the child complained of last on its output or in its log, else what it said last. */
    private String lastWords() {
        List<String> said = said(files.output());
        for (Path file : List.of(files.output(), files.log())) {
            Optional<String> complaint =
                    said(file).reversed().stream()
                            .filter(line -> COMPLAINT.matcher(line).find())
                            .findFirst();
            if (complaint.isPresent()) {
                return complaint.get() + " (see " + file + ")";
            }
        }
        return said.isEmpty()
                ? "it gave no reason, see " + files.log()
                : said.getLast() + " (see " + files.output() + ")";
    }

    /** The last lines, without those of an earlier child. */
    private static List<String> said(Path file) {
        try {
            List<String> lines = tail(file).stream().filter(l -> !l.isEmpty()).toList();
            int own = lines.size();
            while (own > 0 && !lines.get(own - 1).startsWith(BEGIN)) {
                own--;
            }
            return lines.subList(own, lines.size());
        } catch (IOException unreadable) {
            LOG.debug("{} cannot be read", file);
            return List.of();
        }
    }

    private static List<String> tail(Path file) throws IOException {
        byte[] bytes = new byte[16_384];
        int length;
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - bytes.length));
            length = Math.max(0, channel.read(ByteBuffer.wrap(bytes)));
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("\t"))
                .map(String::strip)
                .toList();
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                Instant since = Instant.now();
                awaitExit(child);
                if (closing.getCount() == 0) {
                    return;
                }
                if (Duration.between(since, Instant.now()).compareTo(CALM) > 0) {
                    pause = FIRST_PAUSE;
                }
                LOG.warn(
                        "Cassandra died ({}); starting it again in {} s",
                        lastWords(),
                        pause.toSeconds());
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                restart();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restart() {
        if (closing.getCount() == 0) {
            return;
        }
        try {
            child = spawn(settings, files);
            restarts.incrementAndGet();
        } catch (IOException e) {
            LOG.error("Cassandra cannot be started again: {}", e.getMessage());
        }
    }

    private static void awaitExit(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the child in good order, by force if it does not follow; then frees the home. */
    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        ProcessHandle last;
        synchronized (this) {
            closing.countDown();
            last = child;
        }
        try {
            end(last);
            Files.deleteIfExists(files.identity());
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("{} stays", files.identity());
        } finally {
            lock.close();
        }
        LOG.info("Cassandra stopped");
    }

    /** Leaves the child alone, as a controller does that is killed; for tests. */
    void abandon() {
        synchronized (this) {
            closing.countDown();
        }
        watchdog.interrupt();
        lock.close();
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!exited(process, STOP_DEADLINE)) {
            LOG.warn("Cassandra did not stop in time, pid {}: killing it", process.pid());
            process.destroyForcibly();
            exited(process, KILL_DEADLINE);
        }
    }

    private static boolean exited(ProcessHandle process, Duration deadline)
            throws InterruptedException {
        try {
            process.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
