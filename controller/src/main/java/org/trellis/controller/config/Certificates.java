package org.trellis.controller.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of all services. Files that change are read again within seconds; if they cannot
 * be used, that is logged once and the service keeps what it has.
 */
final class Certificates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final List<Loaded> loaded = new ArrayList<>();
    private final Thread watcher;

    /** A certificate in use. */
    static final class Loaded {

        private final TlsFiles files;
        private final LiveSslContext context;
        private final List<Consumer<TlsMaterial>> followers = new CopyOnWriteArrayList<>();
        private volatile TlsMaterial material;
        private List<String> seen;

        private Loaded(TlsFiles files) {
            this.files = files;
            this.seen = look(files);
            this.material = TlsMaterial.read(files);
            this.context = new LiveSslContext(material.context());
        }

        LiveSslContext context() {
            return context;
        }

        TlsMaterial material() {
            return material;
        }

        /** Whether devices are asked for a certificate; settled at the start. */
        boolean asksClients() {
            return files.clientAuthorities().isPresent();
        }

        /** Called with what the files hold after a change. */
        void follow(Consumer<TlsMaterial> follower) {
            followers.add(follower);
        }

        private void refresh() {
            List<String> now = look(files);
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            try {
                material = TlsMaterial.read(files);
                context.replace(material.context());
                followers.forEach(f -> f.accept(material));
                LOG.info("New TLS certificate from {}", files.certificate());
            } catch (InvalidSettingException e) {
                LOG.error("The TLS certificate stays as it is: {}", e.getMessage());
            }
        }

        /** Where the files are, when they changed, how long they are. */
        private static List<String> look(TlsFiles files) {
            return files.all().stream().map(Loaded::look).toList();
        }

        private static String look(Path file) {
            try {
                Path real = file.toRealPath();
                FileTime changed = Files.getLastModifiedTime(real);
                return real + " " + changed + " " + Files.size(real);
            } catch (IOException away) {
                return "";
            }
        }
    }

    Certificates() {
        this.watcher = Thread.ofVirtual().name("tls-watcher").start(this::watch);
    }

    /**
     * Reads the files of a service.
     *
     * @throws InvalidSettingException one line that names the file and what is wrong with it
     */
    synchronized Loaded load(TlsFiles files) {
        Optional<Loaded> known =
                loaded.stream().filter(l -> Objects.equals(l.files, files)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Loaded fresh = new Loaded(files);
        loaded.add(fresh);
        return fresh;
    }

    /** Looks at every file now; tests do not wait for it. */
    synchronized void refresh() {
        loaded.forEach(Loaded::refresh);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                refresh();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
