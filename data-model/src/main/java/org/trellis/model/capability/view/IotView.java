package org.trellis.model.capability.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;

/**
 * Things, and what they measure and switch.
 *
 * @param own functions of the device itself
 */
public record IotView(Summary summary, List<Thing> devices, List<Function> own)
        implements CapabilityView {

    /**
     * {@code Device.ProxiedDevice.{i}.}.
     *
     * @param functions of the thing and of its nodes
     */
    public record Thing(
            ParameterPath path,
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<String>> type,
            Optional<Reading<Boolean>> online,
            Optional<Reading<Instant>> lastTimeContacted,
            Optional<Reading<String>> protocol,
            List<Function> functions) {
        public Thing {
            functions = List.copyOf(functions);
        }
    }

    /** {@code IoTCapability.{i}.}, wherever it is mounted. */
    public record Function(
            ParameterPath path,
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<String>> type,
            Optional<Reading<String>> unit,
            Optional<Reading<Instant>> lastChange,
            Value value) {}

    /** What a function holds, by its class (TR-181 {@code IoTCapability.{i}.Class}). */
    public sealed interface Value {

        /** As TR-181 names the class and its object. */
        String label();

        /** {@code BinaryControl}, {@code BinarySensor}. */
        record Binary(String label, Optional<Reading<Boolean>> value) implements Value {}

        /** {@code LevelControl}, {@code LevelSensor}; with all its digits. */
        record Level(String label, Optional<Reading<BigDecimal>> value) implements Value {}

        /** {@code EnumControl}, {@code EnumSensor}. */
        record Choice(
                String label,
                Optional<Reading<String>> value,
                Optional<Reading<List<String>>> validValues)
                implements Value {}

        /** {@code MultiLevelSensor}. */
        record Levels(
                String label,
                Optional<Reading<List<BigDecimal>>> value,
                Optional<Reading<List<String>>> names)
                implements Value {}

        /** {@code BlobSensor}, in base64. */
        record Blob(String label, Optional<Reading<String>> value) implements Value {}

        /** A class that is not known here. */
        record Other(String label) implements Value {}
    }

    public IotView {
        devices = List.copyOf(devices);
        own = List.copyOf(own);
    }
}
