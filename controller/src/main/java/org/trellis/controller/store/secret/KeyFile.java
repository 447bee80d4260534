package org.trellis.controller.store.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The file of the keys: one {@code id base64} a line, the last one seals. Made at the first start
 * with mode 0600. All nodes of one store have the same file; who loses it loses the secrets.
 */
public final class KeyFile {

    static final int KEY_BYTES = 32;

    private KeyFile() {}

    /**
     * Reads the file; makes it, with a new key, if there is none.
     *
     * @throws IOException if it cannot be read or made, or is not a key file
     */
    public static SecretBox load(Path file) throws IOException {
        if (Files.notExists(file)) {
            create(file);
        }
        Map<Integer, byte[]> keys = new HashMap<>();
        int current = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(" +");
            try {
                current = Integer.parseInt(parts[0]);
                keys.put(current, Base64.getDecoder().decode(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + " is not a key file");
            }
        }
        try {
            return new SecretBox(keys, current);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a key file: " + e.getMessage());
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        int id = random.nextInt(1, Integer.MAX_VALUE);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                fresh,
                "# Keys of the secrets in Trellis' store. Keep a copy: without it they are lost.\n"
                        + id
                        + " "
                        + Base64.getEncoder().encodeToString(key)
                        + "\n");
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
