package org.trellis.simulator.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** The lines of a model's file, cut at tabs, with its variables replaced. */
final class StateFile {

    private StateFile() {}

    /**
     * @throws IllegalArgumentException if there is none, or a line is not taken, which it names
     */
    static void read(String resource, Map<String, String> variables, Consumer<String[]> taker) {
        try (InputStream in = DeviceState.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no such model: " + resource);
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    take(resource + ":" + number, replaced(line, variables), taker);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(String where, String line, Consumer<String[]> taker) {
        try {
            taker.accept(line.split("\t", -1));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static String replaced(String line, Map<String, String> variables) {
        String text = line;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }
}
