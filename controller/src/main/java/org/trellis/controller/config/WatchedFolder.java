package org.trellis.controller.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that need not exist, and whether its files are what they were. Not thread-safe. */
final class WatchedFolder {

    private final Path path;
    private List<String> seen;

    /** What is there now counts as seen. */
    WatchedFolder(Path path) {
        this.path = path;
        this.seen = files();
    }

    Path path() {
        return path;
    }

    /** Whether there was no file when it was looked at last. */
    boolean isEmpty() {
        return seen.isEmpty();
    }

    /** Whether a file has come, gone or changed since this was asked last. */
    boolean hasChanged() {
        List<String> now = files();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private List<String> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().map(WatchedFolder::state).toList();
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
    public String toString() {
        return path.toString();
    }
}
