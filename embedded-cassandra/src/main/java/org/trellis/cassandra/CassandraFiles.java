package org.trellis.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files below the home, written anew at every start: settings win over edits. */
final class CassandraFiles {

    /** What Cassandra reaches into; it dies in a static initializer without. */
    private static final List<String> EXPORTS =
            List.of(
                    "java.base/jdk.internal.misc",
                    "java.base/jdk.internal.ref",
                    "java.base/sun.nio.ch",
                    "java.management.rmi/com.sun.jmx.remote.internal.rmi",
                    "java.rmi/sun.rmi.registry",
                    "java.rmi/sun.rmi.server",
                    "java.sql/java.sql",
                    "jdk.unsupported/sun.misc",
                    "jdk.attach/sun.tools.attach");

    private static final List<String> OPENS =
            List.of(
                    "java.base/java.lang.module",
                    "java.base/jdk.internal.loader",
                    "java.base/jdk.internal.ref",
                    "java.base/jdk.internal.reflect",
                    "java.base/jdk.internal.math",
                    "java.base/jdk.internal.module",
                    "java.base/jdk.internal.util.jar",
                    "jdk.management/com.sun.management.internal",
                    "java.base/sun.nio.ch",
                    "java.base/java.io",
                    "java.base/java.nio",
                    "java.base/java.lang",
                    "java.base/java.lang.reflect",
                    "java.base/java.util",
                    "java.base/java.util.concurrent",
                    "java.base/java.util.concurrent.atomic");

    /** The child's output; JVM messages only, so that it stays small. */
    private static final long MAX_OUTPUT_BYTES = 1 << 20;

    private final CassandraSettings settings;

    CassandraFiles(CassandraSettings settings) {
        this.settings = settings;
    }

    Path arguments() {
        return conf().resolve("jvm.args");
    }

    Path output() {
        return logs().resolve("output.log");
    }

    Path log() {
        return logs().resolve("system.log");
    }

    Path identity() {
        return settings.home().resolve("child");
    }

    private Path conf() {
        return settings.home().resolve("conf");
    }

    private Path logs() {
        return settings.home().resolve("log");
    }

    private Path data() {
        return settings.home().resolve("data");
    }

    /** Makes the directories, private to the user. */
    void createDirectories() throws IOException {
        for (Path directory : List.of(settings.home(), conf(), logs(), data())) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(
                        directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    void write() throws IOException {
        if (!Files.isDirectory(settings.libraries())) {
            throw new IOException("the libraries of Cassandra are not in " + settings.libraries());
        }
        Files.writeString(conf().resolve("cassandra.yaml"), yaml());
        Files.writeString(conf().resolve("logback.xml"), logback());
        Files.writeString(arguments(), jvmArguments());
        if (Files.exists(output()) && Files.size(output()) > MAX_OUTPUT_BYTES) {
            Files.move(
                    output(),
                    output().resolveSibling("output.1.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A text that is the same as long as a running child may be kept. */
    String fingerprint() throws IOException {
        String all = yaml() + jvmArguments();
        return Integer.toHexString(all.hashCode()) + "-" + Integer.toHexString(all.length());
    }

    private String yaml() {
        return """
        cluster_name: trellis
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        num_tokens: 1
        auto_bootstrap: false
        endpoint_snitch: SimpleSnitch
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "127.0.0.1:%1$d"
        listen_address: 127.0.0.1
        storage_port: %1$d
        rpc_address: 127.0.0.1
        start_native_transport: true
        native_transport_port: %2$d
        # A write waits for the sync, and holds its thread meanwhile.
        native_transport_max_threads: 256
        concurrent_writes: 256
        concurrent_reads: 32
        concurrent_compactors: 1
        data_file_directories: [ %3$s ]
        commitlog_directory: %4$s
        saved_caches_directory: %5$s
        hints_directory: %6$s
        cdc_raw_directory: %7$s
        # A write is on the disk before it is acknowledged, and those that come meanwhile share the
        # next sync. periodic would acknowledge what a kill loses; group would make every write wait
        # for its window and wake an idle machine.
        commitlog_sync: batch
        commitlog_segment_size: 16MiB
        commitlog_total_space: 256MiB
        commit_failure_policy: die
        disk_failure_policy: die
        hinted_handoff_enabled: false
        auto_snapshot_ttl: 30d
        memtable_allocation_type: heap_buffers
        # Less garbage and less comparing than the skip list.
        memtable:
          configurations:
            trie:
              class_name: TrieMemtable
            default:
              inherits: trie
        authenticator: PasswordAuthenticator
        authorizer: CassandraAuthorizer
        role_manager: CassandraRoleManager
        roles_validity: 60s
        permissions_validity: 60s
        # A small machine that is busy is slow, not broken.
        read_request_timeout: 6s
        range_request_timeout: 10s
        write_request_timeout: 6s
        cas_contention_timeout: 6s
        disk_optimization_strategy: ssd
        file_cache_size: 64MiB
        networking_cache_size: 32MiB
        key_cache_size: 16MiB
        counter_cache_size: 0MiB
        batch_size_warn_threshold: 256KiB
        batch_size_fail_threshold: 2048KiB
        column_index_size: 4KiB
        sstable:
          selected_format: bti
        storage_compatibility_mode: NONE
        """
                .formatted(
                        settings.storagePort(),
                        settings.nativePort(),
                        yamlText(data().resolve("data")),
                        yamlText(data().resolve("commitlog")),
                        yamlText(data().resolve("saved_caches")),
                        yamlText(data().resolve("hints")),
                        yamlText(data().resolve("cdc_raw")));
    }

    private static String logback() {
        return """
        <configuration scan="false">
          <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
            <file>${cassandra.logdir}/system.log</file>
            <rollingPolicy class="ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy">
              <fileNamePattern>${cassandra.logdir}/system.%d{yyyy-MM-dd}.%i.log</fileNamePattern>
              <maxFileSize>10MB</maxFileSize>
              <maxHistory>7</maxHistory>
              <totalSizeCap>50MB</totalSizeCap>
            </rollingPolicy>
            <encoder>
              <pattern>%-5level [%thread] %date{ISO8601} %logger{0}:%L - %msg%n</pattern>
            </encoder>
          </appender>
          <root level="INFO"><appender-ref ref="file"/></root>
        </configuration>
        """;
    }

    private String jvmArguments() throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xms128m");
        arguments.add("-Xmx" + settings.maxHeapMiB() + "m");
        arguments.add("-Xss512k");
        // Two cores for everything: what G1 does beside the work costs more than its shorter pauses
        // win.
        arguments.add("-XX:+UseParallelGC");
        arguments.add("-XX:MaxDirectMemorySize=256m");
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        arguments.add("-XX:ErrorFile=" + logs().resolve("hs_err.log"));
        EXPORTS.forEach(name -> arguments.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENS.forEach(name -> arguments.add("--add-opens=" + name + "=ALL-UNNAMED"));
        arguments.add("-javaagent:" + agent());
        arguments.add("-Djdk.attach.allowAttachSelf=true");
        arguments.add("-Dio.netty.tryReflectionSetAccessible=true");
        arguments.add("-Djava.net.preferIPv4Stack=true");
        arguments.add("-Dcassandra.config=" + conf().resolve("cassandra.yaml").toUri());
        arguments.add("-Dcassandra.logdir=" + logs());
        arguments.add("-Dcassandra.storagedir=" + data());
        arguments.add("-Dlogback.configurationFile=" + conf().resolve("logback.xml"));
        arguments.add("-Dcassandra-foreground=yes");
        // One node that is its own seed: there is nobody to wait for.
        arguments.add("-Dcassandra.ring_delay_ms=0");
        arguments.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        arguments.add("-Dcassandra.initial_token=0");
        arguments.add("-Dcassandra.superuser_setup_delay_ms=0");
        arguments.add("-Dcassandra.shutdown_announce_in_ms=0");
        // No system call to rename a thread at each task.
        arguments.add("-Dcassandra.set_sep_thread_name=false");
        // The clock thread wakes at this interval, also on an idle machine.
        arguments.add("-Dcassandra.approximate_time_precision_ms=20");
        arguments.add("-cp");
        arguments.add(settings.libraries().resolve("*").toString());
        return arguments.stream()
                .map(CassandraFiles::quoted)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Path agent() throws IOException {
        try (Stream<Path> jars = Files.list(settings.libraries())) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException(
                                    "the libraries of Cassandra in "
                                            + settings.libraries()
                                            + " are not complete"));
        }
    }

    /** A JVM argument file takes a backslash as an escape within quotes. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String yamlText(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
