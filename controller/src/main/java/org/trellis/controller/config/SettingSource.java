package org.trellis.controller.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Where a setting is looked up: the system property {@code trellis.x.y-z}, then the variable {@code
 * TRELLIS_X_Y_Z}, then the file {@code trellis.properties} of the home folder.
 */
public final class SettingSource {

    private final Function<String, Optional<String>> properties;
    private final Map<String, String> environment;
    private final Properties file;

    public SettingSource(
            Function<String, Optional<String>> properties,
            Map<String, String> environment,
            Properties file) {
        this.properties = properties;
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /**
     * The settings of this process.
     *
     * @throws InvalidSettingException if the file exists and cannot be read
     */
    public static SettingSource ofProcess(Path home) {
        Properties file = new Properties();
        Path path = home.resolve("trellis.properties");
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidSettingException(path + " cannot be read: " + e.getMessage());
            }
        }
        return new SettingSource(
                key -> Optional.ofNullable(System.getProperty(key)), System.getenv(), file);
    }

    /** The text of a setting; a blank one counts as absent. */
    public Optional<String> text(String key) {
        return properties
                .apply(key)
                .or(() -> Optional.ofNullable(environment.get(variable(key))))
                .or(() -> Optional.ofNullable(file.getProperty(key)))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    /** The variable of a key: {@code trellis.api-bind} is {@code TRELLIS_API_BIND}. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    int number(String key, int otherwise, int min, int max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw new InvalidSettingException(
                variable(key) + " must be a number from " + min + " to " + max);
    }

    boolean flag(String key, boolean otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new InvalidSettingException(variable(key) + " must be true or false");
        };
    }
}
