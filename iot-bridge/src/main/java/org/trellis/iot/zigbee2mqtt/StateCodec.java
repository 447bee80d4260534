package org.trellis.iot.zigbee2mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trellis.model.ParameterType;
import tools.jackson.databind.JsonNode;

/** State messages to readings, and wanted values to the payload of {@code <name>/set}. */
public final class StateCodec {

    private static final int MAX_TEXT = 4_096;

    private StateCodec() {}

    /**
     * One value of a state message.
     *
     * @param text canonical; the source's own text where it was not understood
     * @param understood false for NaN, a value outside the announced range or list, a wrong type
     */
    public record Reading(Capability capability, String text, boolean understood) {}

    /**
     * The readings of a state message, in the order of the capabilities. What is null or missing is
     * not known and gives none.
     */
    public static List<Reading> decode(ZigbeeThing thing, byte[] payload)
            throws MalformedPayloadException {
        JsonNode state = Payloads.read(payload, thing.friendlyName());
        if (!state.isObject()) {
            throw new MalformedPayloadException(thing.friendlyName() + ": not an object");
        }
        List<Reading> readings = new ArrayList<>();
        for (Capability capability : thing.capabilities()) {
            JsonNode value = at(state, capability.key());
            if (!value.isMissingNode() && !value.isNull()) {
                readings.add(reading(capability, value));
            }
        }
        return readings;
    }

    /** Whether a message is {@code online} or {@code offline}, in the form of 2.x or of 1.x. */
    public static Optional<Boolean> online(byte[] payload) {
        String plain = payload.length > 256 ? "" : new String(payload, UTF_8).strip();
        try {
            String state =
                    plain.startsWith("{")
                            ? Payloads.text(Payloads.read(payload, "state"), "state").orElse("")
                            : plain;
            return switch (state) {
                case "online" -> Optional.of(true);
                case "offline" -> Optional.of(false);
                default -> Optional.empty();
            };
        } catch (MalformedPayloadException e) {
            return Optional.empty();
        }
    }

    /**
     * The payload that asks a thing to take values.
     *
     * @param wanted canonical text by capability, each {@linkplain #refusal checked} before
     */
    public static byte[] set(Map<Capability, String> wanted) {
        Map<String, Object> members = new LinkedHashMap<>();
        wanted.forEach((c, text) -> put(members, c.key(), source(c, text)));
        return Payloads.write(members);
    }

    /** The payload that toggles a control; empty if the thing has no word for it. */
    public static Optional<byte[]> toggle(Capability capability) {
        return capability
                .expose()
                .toggle()
                .map(literal -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    put(members, capability.key(), plain(literal));
                    return Payloads.write(members);
                });
    }

    /** The payload that asks a thing for values. */
    public static byte[] get(List<Capability> wanted) {
        Map<String, Object> members = new LinkedHashMap<>();
        wanted.forEach(c -> put(members, c.key(), ""));
        return Payloads.write(members);
    }

    /** Why a capability cannot take a value; empty if it can. */
    public static Optional<String> refusal(Capability capability, String text) {
        return switch (capability.iotClass()) {
            case BINARY_CONTROL ->
                    text.equals("true") || text.equals("false")
                            ? Optional.empty()
                            : Optional.of("is not a boolean");
            case ENUM_CONTROL ->
                    capability.validValues().isEmpty() || capability.validValues().contains(text)
                            ? Optional.empty()
                            : Optional.of("is not one of " + capability.validValues());
            case LEVEL_CONTROL ->
                    decimal(text)
                            .flatMap(capability.conversion()::toSource)
                            .map(v -> outside(capability.expose(), v))
                            .orElse(Optional.of("is not a number"));
            case BINARY_SENSOR, LEVEL_SENSOR, ENUM_SENSOR, BLOB_SENSOR ->
                    Optional.of("cannot be written");
        };
    }

    /** Whether two canonical texts of a capability are the same value, as far as it can tell. */
    public static boolean same(Capability capability, String a, String b) {
        if (capability.iotClass().valueType() != ParameterType.DECIMAL) {
            return a.equals(b);
        }
        Optional<BigDecimal> x = decimal(a).flatMap(capability.conversion()::toSource);
        Optional<BigDecimal> y = decimal(b).flatMap(capability.conversion()::toSource);
        if (x.isEmpty() || y.isEmpty()) {
            return false;
        }
        BigDecimal tolerance =
                capability.expose().step().orElse(BigDecimal.ONE).divide(new BigDecimal(2));
        return x.get().subtract(y.get()).abs().compareTo(tolerance) <= 0;
    }

    private static Reading reading(Capability capability, JsonNode value) {
        Optional<String> understood =
                switch (capability.expose().kind()) {
                    case NUMERIC -> numeric(capability, value);
                    case BINARY -> binary(capability, value);
                    case ENUM ->
                            value.isValueNode()
                                    ? Optional.of(value.asString())
                                            .filter(v ->
                                                    capability.validValues().isEmpty()
                                                            || capability.validValues().contains(v))
                                    : Optional.empty();
                    case TEXT, OTHER -> blob(value);
                };
        return understood
                .map(text -> new Reading(capability, text, true))
                .orElseGet(() -> new Reading(capability, raw(capability, value), false));
    }

    private static Optional<String> numeric(Capability capability, JsonNode value) {
        return DevicesDecoder.number(value)
                .filter(v -> outside(capability.expose(), v).isEmpty())
                .flatMap(capability.conversion()::toCanonical)
                .map(StateCodec::plainText);
    }

    private static Optional<String> binary(Capability capability, JsonNode value) {
        Optional<Expose.Literal> literal = DevicesDecoder.literal(value);
        if (capability.conversion() instanceof Conversion.Invert) {
            // the opposite of the JSON value: definitions already differ in what they call "on"
            return value.isBoolean()
                    ? Optional.of(String.valueOf(!value.booleanValue()))
                    : Optional.empty();
        }
        if (literal.isPresent() && literal.equals(capability.expose().on())) {
            return Optional.of("true");
        }
        if (literal.isPresent() && literal.equals(capability.expose().off())) {
            return Optional.of("false");
        }
        boolean unnamed = capability.expose().on().isEmpty() && capability.expose().off().isEmpty();
        return unnamed && value.isBoolean()
                ? Optional.of(String.valueOf(value.booleanValue()))
                : Optional.empty();
    }

    private static Optional<String> blob(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return text.length() > MAX_TEXT
                ? Optional.empty()
                : Optional.of(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    private static String raw(Capability capability, JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        String cut = text.length() > 200 ? text.substring(0, 200) : text;
        return capability.iotClass() == Capability.IotClass.BLOB_SENSOR
                ? Base64.getEncoder().encodeToString(cut.getBytes(UTF_8))
                : cut;
    }

    /** In the source's own units. */
    private static Optional<String> outside(Expose expose, BigDecimal value) {
        if (expose.min().map(min -> value.compareTo(min) < 0).orElse(false)) {
            return Optional.of("is below the least value, " + expose.min().get());
        }
        if (expose.max().map(max -> value.compareTo(max) > 0).orElse(false)) {
            return Optional.of("is above the greatest value, " + expose.max().get());
        }
        return Optional.empty();
    }

    private static Object source(Capability capability, String text) {
        return switch (capability.iotClass()) {
            case BINARY_CONTROL -> {
                boolean on = Boolean.parseBoolean(text);
                yield (on ? capability.expose().on() : capability.expose().off())
                        .map(StateCodec::plain)
                        .orElse(on);
            }
            case LEVEL_CONTROL ->
                    capability
                            .conversion()
                            .toSource(new BigDecimal(text))
                            .map(v -> stepped(capability.expose(), v))
                            .orElseThrow();
            case ENUM_CONTROL, BINARY_SENSOR, LEVEL_SENSOR, ENUM_SENSOR, BLOB_SENSOR -> text;
        };
    }

    /** Whole numbers for what counts in whole numbers (brightness, mired). */
    private static BigDecimal stepped(Expose expose, BigDecimal value) {
        boolean whole =
                expose.step().isEmpty()
                        && (expose.unit().isEmpty() || expose.unit().equals("mired"))
                        && Stream.of(expose.min(), expose.max())
                                .allMatch(l -> l.map(StateCodec::isWhole).orElse(false));
        return whole
                ? value.setScale(0, RoundingMode.HALF_EVEN)
                : new BigDecimal(value.stripTrailingZeros().toPlainString());
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static Object plain(Expose.Literal literal) {
        return switch (literal) {
            case Expose.Literal.Text(String value) -> value;
            case Expose.Literal.Bool(boolean value) -> value;
            case Expose.Literal.Number(BigDecimal value) -> value;
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        if (!text.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,12})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    static String plainText(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0).toPlainString() : plain.toPlainString();
    }

    private static JsonNode at(JsonNode state, String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? state.path(key)
                : state.path(key.substring(0, dot)).path(key.substring(dot + 1));
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> members, String key, Object value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            members.put(key, value);
        } else {
            ((Map<String, Object>)
                            members.computeIfAbsent(
                                    key.substring(0, dot),
                                    _ -> new LinkedHashMap<String, Object>()))
                    .put(key.substring(dot + 1), value);
        }
    }
}
