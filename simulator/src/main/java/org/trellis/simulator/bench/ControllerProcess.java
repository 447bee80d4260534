package org.trellis.simulator.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A controller in a process of its own, for a bench or a test that kills it: its own home folder,
 * ports out of the way. Reads CPU and memory from {@code /proc}: Linux only. Not thread-safe.
 */
public final class ControllerProcess implements AutoCloseable {

    private static final long TICK_MILLIS = 10;

    private final Path home;
    private final int offset;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, ApiConnection> connections = new ConcurrentHashMap<>();
    private Process process;

    private ControllerProcess(
            Path home, int offset, Map<String, String> environment, Process process) {
        this.home = home;
        this.offset = offset;
        this.environment = environment;
        this.process = process;
    }

    /**
     * Starts and waits until it is ready.
     *
     * @param environment further variables ({@code TRELLIS_CWMP_AUTH})
     */
    public static ControllerProcess start(int offset, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(Files.createTempDirectory("trellis-process-"), offset, environment);
    }

    /** A second node on the store of this one, with the same secrets. */
    public ControllerProcess startBeside(int otherOffset, Map<String, String> others)
            throws IOException, InterruptedException {
        Path other = Files.createTempDirectory("trellis-process-");
        Path secrets = Files.createDirectories(other.resolve("secrets"));
        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            for (Path file : files.toList()) {
                Files.copy(file, secrets.resolve(file.getFileName()));
            }
        }
        Map<String, String> all = new HashMap<>(others);
        all.put("TRELLIS_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + (19042 + offset));
        all.put("TRELLIS_CASSANDRA_USER", "trellis");
        all.put("TRELLIS_CASSANDRA_PASSWORD", secret("cassandra"));
        return start(other, otherOffset, all);
    }

    private static ControllerProcess start(Path home, int offset, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRELLIS_HOME", home.toString());
        all.put("TRELLIS_PORT_OFFSET", Integer.toString(offset));
        ControllerProcess controller = new ControllerProcess(home, offset, all, spawn(home, all));
        boolean ready = false;
        try {
            controller.awaitReady();
            ready = true;
            return controller;
        } finally {
            if (!ready) {
                controller.close();
            }
        }
    }

    private static Process spawn(Path home, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx512m",
                        "-XX:+UseG1GC",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        applicationJar().toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolve("controller.out").toFile()));
        Process process = builder.start();
        // A bench that is interrupted leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-controller"));
        return process;
    }

    /** SIGKILL: no time to say goodbye. The embedded store stays behind, as it would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGKILL for the embedded store. */
    public void killStore() {
        storePid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Starts again on the same home folder after {@link #kill} and waits until it is ready. */
    public void restart() throws IOException, InterruptedException {
        process = spawn(home, environment);
        awaitReady();
    }

    private static Path applicationJar() throws IOException {
        // The project's root for benches, the module's folder for tests.
        Path beside = Path.of("controller", "target");
        Path target = Files.isDirectory(beside) ? beside : Path.of("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(p -> p.getFileName().toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no controller jar: build first"));
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("the controller ended:\n" + output());
            }
            try {
                HttpResponse<String> response = get("/actuator/health/readiness", false);
                if (response.statusCode() == 200 && isOurs()) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening yet.
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        throw new IOException("the controller did not become ready:\n" + output());
    }

    /** Another controller may have the port: ours ends then. */
    private boolean isOurs() {
        return Files.exists(home.resolve("secrets").resolve("enrollment-key")) && process.isAlive();
    }

    private String output() {
        try {
            List<String> lines = Files.readAllLines(home.resolve("controller.out"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    URI api(String path) {
        return URI.create("http://127.0.0.1:" + (8080 + offset) + path);
    }

    public URI acs() {
        return URI.create("http://127.0.0.1:" + (7547 + offset) + "/");
    }

    public String broker() {
        return "tcp://127.0.0.1:" + (1883 + offset);
    }

    public String webSocket() {
        return "ws://127.0.0.1:" + (8090 + offset) + "/usp/" + secret("enrollment-key");
    }

    public String secret(String name) {
        try {
            return Files.readString(home.resolve("secrets").resolve(name), StandardCharsets.UTF_8)
                    .trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> get(String path, boolean authorized)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api(path)).timeout(Duration.ofSeconds(70)).GET();
        if (authorized) {
            request.header("Authorization", "Bearer " + secret("admin-token"));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String json)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(api(path))
                        .timeout(Duration.ofSeconds(70))
                        .header("Authorization", "Bearer " + secret("admin-token"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A worker's own connection to the API; it ends with this process. */
    ApiConnection connection(int worker) {
        return connections.computeIfAbsent(
                worker, _ -> new ApiConnection(api("/"), secret("admin-token")));
    }

    /** CPU used so far, in milliseconds: the controller (with the embedded broker), the store. */
    record Cpu(long controller, long store) {
        Cpu since(Cpu earlier) {
            return new Cpu(controller - earlier.controller, store - earlier.store);
        }
    }

    Cpu cpu() {
        return new Cpu(cpuMillis(process.pid()), storePid().map(this::cpuMillis).orElse(0L));
    }

    private Optional<Long> storePid() {
        return process.children().map(ProcessHandle::pid).findFirst();
    }

    private long cpuMillis(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Resident memory in MiB. */
    long controllerRss() {
        return rss(process.pid());
    }

    long storeRss() {
        return storePid().map(ControllerProcess::rss).orElse(0L);
    }

    private static long rss(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS"))
                    .map(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Heap in use in MiB, after a collection where the controller offers one. */
    long heapMiB() throws IOException, InterruptedException {
        double bytes = 0;
        for (String line : get("/actuator/prometheus", true).body().split("\n")) {
            if (line.startsWith("jvm_memory_used_bytes{area=\"heap\"")) {
                bytes += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return Math.round(bytes / (1 << 20));
    }

    /** Rows per table, counted by CQL in a process of its own. */
    Map<String, Long> rows() throws IOException, InterruptedException {
        Process counter =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dloader.main=org.trellis.controller.store.cassandra.CountRows",
                                "-cp",
                                applicationJar().toString(),
                                "org.springframework.boot.loader.launch.PropertiesLauncher",
                                Integer.toString(19042 + offset),
                                home.resolve("secrets").resolve("cassandra").toString())
                        .redirectError(new File("/dev/null"))
                        .start();
        Map<String, Long> rows = new HashMap<>();
        String text = new String(counter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            String[] parts = line.trim().split("\t");
            if (parts.length == 2) {
                rows.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        counter.waitFor(30, TimeUnit.SECONDS);
        return rows;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
