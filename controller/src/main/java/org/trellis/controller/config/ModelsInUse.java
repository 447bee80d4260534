package org.trellis.controller.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.model.catalogue.CatalogueException;
import org.trellis.model.catalogue.CatalogueFolder;
import org.trellis.model.translate.Translators;

/**
 * The models in use: those shipped and those of the folder, read at the start and whenever a file
 * of it changes. A file that is wrong keeps the controller from starting; later it is told in the
 * log and the models in use stay. Thread-safe.
 */
final class ModelsInUse implements Supplier<Translators>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelsInUse.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Path folder;
    private final CatalogueFolder catalogues;
    private final Thread watch = Thread.ofVirtual().name("models").unstarted(this::watch);
    private volatile Translators current;
    private List<String> seen;

    private ModelsInUse(Path folder) throws CatalogueException {
        this.folder = folder;
        this.catalogues = new CatalogueFolder(folder);
        this.seen = files();
        this.current = seen.isEmpty() ? Translators.shipped() : new Translators(catalogues.load());
    }

    /**
     * Reads the folder, which need not exist, and watches it until closed.
     *
     * @throws InvalidSettingException if a file of it is wrong: file, line and reason
     */
    static ModelsInUse of(Path folder) {
        try {
            ModelsInUse models = new ModelsInUse(folder);
            models.watch.start();
            return models;
        } catch (CatalogueException e) {
            throw new InvalidSettingException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Translators get() {
        return current;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                check();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what has changed, if it is right. */
    synchronized void check() {
        List<String> now = files();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            current = new Translators(catalogues.load());
            log.info("data models of {} taken: {} files", folder, now.size());
        } catch (CatalogueException e) {
            log.error("the data models in use stay: {}", e.getMessage());
        }
    }

    /** What tells one state of the folder from another. */
    private List<String> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ModelsInUse::state).toList();
        } catch (IOException e) {
            return List.of("unreadable");
        }
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return file + " gone";
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
