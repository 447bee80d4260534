package org.trellis.controller.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The home folder and the secrets in it, each in a file of mode 0600. Nothing starts with a default
 * secret: what is missing is made here, once.
 */
public final class HomeFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path home;
    private final SecureRandom random;

    /** A secret, and whether it was made just now. */
    public record Secret(String text, boolean fresh) {
        @Override
        public String toString() {
            return "Secret[...]";
        }
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws InvalidSettingException if it cannot be made or written
     */
    public HomeFolder(Path home, SecureRandom random) {
        this.home = home;
        this.random = random;
        try {
            Files.createDirectories(secrets());
            Files.createDirectories(logs());
            if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        secrets(), PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new InvalidSettingException("the home folder " + home + " cannot be used: " + e);
        }
    }

    public Path path() {
        return home;
    }

    public Path secrets() {
        return home.resolve("secrets");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /**
     * The secret of that name: the given one, else the kept one, else a new one.
     *
     * @param given from a setting; it replaces what is kept
     */
    public Secret secret(String name, Optional<String> given) {
        Path file = secrets().resolve(name);
        try {
            if (given.isPresent()) {
                write(file, given.get());
                return new Secret(given.get(), false);
            }
            if (Files.exists(file)) {
                String kept = Files.readString(file, StandardCharsets.UTF_8).trim();
                if (kept.isEmpty()) {
                    throw new InvalidSettingException(
                            file + " is empty; remove it to make a new one");
                }
                return new Secret(kept, false);
            }
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            write(file, made);
            return new Secret(made, true);
        } catch (IOException e) {
            throw new UncheckedIOException("secret " + name, e);
        }
    }

    /** A name that is no secret, made once. */
    public String named(String name, Supplier<String> make) {
        Path file = home.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, make.get() + "\n", StandardCharsets.UTF_8);
            }
            return Files.readString(file, StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(fresh, text + "\n", StandardCharsets.UTF_8);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
