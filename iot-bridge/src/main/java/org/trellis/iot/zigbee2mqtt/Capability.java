package org.trellis.iot.zigbee2mqtt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trellis.model.ParameterType;

/**
 * What will be one row of {@code Device.IoTCapability.}.
 *
 * @param key names the row for as long as the thing lives: the expose's property
 * @param name what it measures or controls ({@code temperature}, {@code energy.active.import}),
 *     unique within the thing
 * @param type of the class ({@code Temperature})
 * @param unit canonical; empty if there is none
 */
public record Capability(
        String key,
        String name,
        IotClass iotClass,
        String type,
        String unit,
        Conversion conversion,
        Expose expose) {

    /** The classes of TR-181 IoTCapability that are used. */
    public enum IotClass {
        BINARY_CONTROL("BinaryControl", "Value", ParameterType.BOOLEAN),
        LEVEL_CONTROL("LevelControl", "Value", ParameterType.DECIMAL),
        ENUM_CONTROL("EnumControl", "Value", ParameterType.STRING),
        BINARY_SENSOR("BinarySensor", "Value", ParameterType.BOOLEAN),
        LEVEL_SENSOR("LevelSensor", "Value", ParameterType.DECIMAL),
        ENUM_SENSOR("EnumSensor", "Value", ParameterType.STRING),
        BLOB_SENSOR("BlobSensor", "Value", ParameterType.BASE64);

        private final String label;
        private final String value;
        private final ParameterType valueType;

        IotClass(String label, String value, ParameterType valueType) {
            this.label = label;
            this.value = value;
            this.valueType = valueType;
        }

        /** The object below the row. */
        public String label() {
            return label;
        }

        /** The parameter that holds the value. */
        public String valueName() {
            return value;
        }

        public ParameterType valueType() {
            return valueType;
        }

        public boolean isControl() {
            return this == BINARY_CONTROL || this == LEVEL_CONTROL || this == ENUM_CONTROL;
        }

        /** Whether it has a unit. */
        public boolean isLevel() {
            return this == LEVEL_CONTROL || this == LEVEL_SENSOR;
        }
    }

    public Capability {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
        Objects.requireNonNull(iotClass);
        Objects.requireNonNull(type);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(conversion);
        Objects.requireNonNull(expose);
    }

    /** Whether a write can be carried out. */
    public boolean isSettable() {
        return iotClass.isControl() && expose.isSettable();
    }

    /** Whether the thing can be asked for the value. */
    public boolean isGettable() {
        return expose.isGettable();
    }

    /** Whether the value comes with the state. */
    public boolean isInState() {
        return expose.isInState();
    }

    public List<String> validValues() {
        return expose.values();
    }

    /** The limits in canonical units. */
    public Optional<BigDecimal> min() {
        return conversion.inverts()
                ? expose.max().flatMap(conversion::toCanonical)
                : expose.min().flatMap(conversion::toCanonical);
    }

    public Optional<BigDecimal> max() {
        return conversion.inverts()
                ? expose.min().flatMap(conversion::toCanonical)
                : expose.max().flatMap(conversion::toCanonical);
    }
}
