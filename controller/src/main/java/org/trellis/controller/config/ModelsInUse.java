package org.trellis.controller.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.model.catalogue.CatalogueException;
import org.trellis.model.catalogue.CatalogueFolder;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.translate.Translators;

/**
 * The models and vendor profiles in use: those shipped and those of two folders, read at the start
 * and whenever a file of them changes. A file that is wrong keeps the controller from starting;
 * later it is told in the log and what is in use stays. Thread-safe.
 */
final class ModelsInUse implements Supplier<Translators>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelsInUse.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final WatchedFolder modelFiles;
    private final WatchedFolder profileFiles;
    private final CatalogueFolder catalogues;
    private final Thread watch = Thread.ofVirtual().name("models").unstarted(this::watch);
    private final ProfileSet shipped = ProfileFiles.shipped();
    private ProfileSet profiles;
    private volatile Translators current;

    private ModelsInUse(Path models, Path profiles) throws CatalogueException, ProfileException {
        this.modelFiles = new WatchedFolder(models);
        this.profileFiles = new WatchedFolder(profiles);
        this.catalogues = new CatalogueFolder(models);
        this.profiles = shipped.plus(ProfileFiles.read(profiles));
        Translators standard =
                modelFiles.isEmpty() ? Translators.shipped() : new Translators(catalogues.load());
        this.current = standard.with(this.profiles);
    }

    /**
     * Reads the folders, which need not exist, and watches them until closed.
     *
     * @throws InvalidSettingException if a file of them is wrong: file, line and reason
     */
    static ModelsInUse of(Path models, Path profiles) {
        try {
            ModelsInUse inUse = new ModelsInUse(models, profiles);
            inUse.watch.start();
            return inUse;
        } catch (CatalogueException | ProfileException e) {
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
                watched();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A folder that cannot be read now is looked at again. */
    private void watched() {
        try {
            check();
        } catch (RuntimeException e) {
            log.error("the models and profiles in use stay", e);
        }
    }

    /** Takes what has changed, if it is right. */
    synchronized void check() {
        if (modelFiles.hasChanged()) {
            try {
                current = new Translators(catalogues.load()).with(profiles);
                log.info("data models of {} taken", modelFiles);
            } catch (CatalogueException | ProfileException e) {
                log.error("the data models in use stay: {}", e.getMessage());
            }
        }
        if (profileFiles.hasChanged()) {
            try {
                ProfileSet changed = shipped.plus(ProfileFiles.read(profileFiles.path()));
                current = current.with(changed);
                profiles = changed;
                log.info("vendor profiles of {} taken", profileFiles);
            } catch (ProfileException e) {
                log.error("the vendor profiles in use stay: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
