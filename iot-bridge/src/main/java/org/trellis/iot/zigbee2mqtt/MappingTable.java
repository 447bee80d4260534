package org.trellis.iot.zigbee2mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows of {@code mapping.csv}: which quantity a well-known expose is; and of {@code units.csv}:
 * how one unit is spelt. The unit always comes from the expose, never from its name: {@code
 * voltage} is in volts in one half of the definitions and in millivolts in the other.
 */
final class MappingTable {

    /** What a known expose becomes. */
    record Mapping(
            String quantity,
            Capability.IotClass iotClass,
            String type,
            String unit,
            Conversion conversion) {}

    private record Key(String kind, String context, String name, String unit) {}

    /** The shipped table; immutable. */
    static final MappingTable SHIPPED = load();

    private final Map<Key, Mapping> rows = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();

    private MappingTable() {}

    /** The row for an expose: that of its context first, then the one for any. */
    Optional<Mapping> find(Expose expose) {
        String kind =
                switch (expose.kind()) {
                    case NUMERIC -> "numeric";
                    case BINARY -> "binary";
                    case ENUM -> "enum";
                    case TEXT -> "text";
                    case OTHER -> "other";
                };
        String unit = canonicalUnit(expose.unit()).orElse(expose.unit());
        return Optional.ofNullable(rows.get(new Key(kind, expose.context(), expose.name(), unit)))
                .or(() -> Optional.ofNullable(rows.get(new Key(kind, "", expose.name(), unit))));
    }

    /** Empty for a unit that is not known, or none. */
    Optional<String> canonicalUnit(String written) {
        String plain = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
        return Optional.ofNullable(units.get(plain))
                .or(() ->
                        Optional.ofNullable(
                                units.get(Normalizer.normalize(plain, Normalizer.Form.NFKC))));
    }

    private static MappingTable load() {
        MappingTable table = new MappingTable();
        for (String[] cell : lines("units.csv", 2)) {
            table.units.put(cell[0], cell[1]);
        }
        for (String[] cell : lines("mapping.csv", 9)) {
            table.rows.put(
                    new Key(cell[0], cell[1], cell[2], cell[3]),
                    new Mapping(
                            cell[4],
                            iotClass(cell[5]),
                            cell[6],
                            cell[7],
                            Conversion.parse(cell[8])));
        }
        return table;
    }

    private static Capability.IotClass iotClass(String label) {
        for (Capability.IotClass candidate : Capability.IotClass.values()) {
            if (candidate.label().equals(label)) {
                return candidate;
            }
        }
        throw new IllegalStateException("not a class: " + label);
    }

    private static List<String[]> lines(String resource, int cells) {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        MappingTable.class.getResourceAsStream(resource)),
                                UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .peek(cell -> {
                        if (cell.length != cells) {
                            throw new IllegalStateException(resource + ": " + cell[0]);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
