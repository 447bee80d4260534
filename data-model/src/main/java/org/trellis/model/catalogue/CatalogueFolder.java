package org.trellis.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.trellis.model.DataModelRoot;

/**
 * The models in use: those shipped, and those that an operator adds as files of a folder, made by
 * the importer. Files are taken in the order of their names; what a later one says of a node
 * replaces what earlier ones and the shipped models say. Thread-safe.
 */
public final class CatalogueFolder {

    private static final String ENDING = ".dmc.gz";

    private final Path folder;
    private volatile Models models = Models.shipped();

    /**
     * @param folder need not exist; only its files {@code *.dmc.gz} are read, at {@link #load()}
     */
    public CatalogueFolder(Path folder) {
        this.folder = Objects.requireNonNull(folder);
    }

    /**
     * The models of both roots.
     *
     * @param canonical TR-181 with its services: what canonical paths mean
     * @param tr098 TR-098 with its services
     */
    public record Models(Catalogue canonical, Catalogue tr098) {

        /** What is shipped, without any folder. */
        public static Models shipped() {
            return new Models(Catalogue.canonical(), Catalogue.of(DataModelRoot.TR_098));
        }

        /** The models below one root. */
        public Catalogue of(DataModelRoot root) {
            return switch (root) {
                case TR_181 -> canonical;
                case TR_098 -> tr098;
            };
        }

        /** Both roots in one. */
        public Catalogue standard() {
            return canonical.plus(tr098);
        }

        /** A service belongs below both roots, any other model below its own. */
        private Models plus(CatalogueFile file) {
            if (file.isService()) {
                return new Models(
                        canonical.plus(file.catalogue("Device.Services.")),
                        tr098.plus(file.catalogue("InternetGatewayDevice.Services.")));
            }
            return file.root().equals("Device.")
                    ? new Models(canonical.plus(file.catalogue("")), tr098)
                    : new Models(canonical, tr098.plus(file.catalogue("")));
        }
    }

    /** The models in use now: the shipped ones until the folder has been read once. */
    public Models models() {
        return models;
    }

    /**
     * Reads the folder anew. Either all its files are taken, or the models in use stay as they are.
     *
     * @return the models in use from now on
     * @throws CatalogueException if a file cannot be read or is wrong: file, line and reason
     */
    public Models load() throws CatalogueException {
        Models all = Models.shipped();
        for (Path file : files()) {
            all = all.plus(read(file));
        }
        models = all;
        return all;
    }

    private List<Path> files() throws CatalogueException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw new CatalogueException(folder.toString(), 0, "cannot be listed: " + e);
        }
    }

    private static CatalogueFile read(Path path) throws CatalogueException {
        try (InputStream in = Files.newInputStream(path)) {
            return CatalogueFile.read(in, path.toString());
        } catch (CatalogueException e) {
            throw e;
        } catch (IOException e) {
            throw new CatalogueException(path.toString(), 0, "cannot be read: " + e);
        }
    }
}
