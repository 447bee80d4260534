package org.trellis.iot.zigbee2mqtt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code bridge/devices}. The coordinator, things whose interview is not over and disabled
 * ones are left out; an entry that cannot be read is left out without harming the others.
 */
public final class DevicesDecoder {

    private static final int MAX_DEVICES = 1_000;
    private static final int MAX_CAPABILITIES = 128;
    private static final int MAX_VALUES = 256;
    private static final Pattern IEEE = Pattern.compile("0x[0-9a-fA-F]{16}");
    private static final Pattern NAME = Pattern.compile("[^+#\\p{Cntrl}]{1,200}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private DevicesDecoder() {}

    public static List<ZigbeeThing> decode(byte[] payload) throws MalformedPayloadException {
        JsonNode list = Payloads.read(payload, "bridge/devices");
        if (!list.isArray() || list.size() > MAX_DEVICES) {
            throw new MalformedPayloadException("bridge/devices: not a list of devices");
        }
        Map<String, ZigbeeThing> things = new LinkedHashMap<>();
        for (JsonNode device : list) {
            thing(device).ifPresent(t -> things.putIfAbsent(t.ieee(), t));
        }
        return List.copyOf(things.values());
    }

    private static Optional<ZigbeeThing> thing(JsonNode device) {
        String ieee = Payloads.text(device, "ieee_address").orElse("");
        String name = Payloads.text(device, "friendly_name").orElse("");
        String type = Payloads.text(device, "type").orElse("");
        String interview = Payloads.text(device, "interview_state").orElse("SUCCESSFUL");
        boolean usable =
                IEEE.matcher(ieee).matches()
                        && NAME.matcher(name).matches()
                        && !type.equals("Coordinator")
                        && !type.equals("Unknown")
                        && interview.equals("SUCCESSFUL")
                        && !device.path("disabled").asBoolean(false);
        if (!usable) {
            return Optional.empty();
        }
        JsonNode definition = device.path("definition");
        return Optional.of(
                new ZigbeeThing(
                        ieee.substring(2).toLowerCase(Locale.ROOT),
                        name,
                        Payloads.text(definition, "vendor")
                                .or(() -> Payloads.text(device, "manufacturer"))
                                .orElse(""),
                        Payloads.text(definition, "model")
                                .or(() -> Payloads.text(device, "model_id"))
                                .orElse(""),
                        Payloads.text(device, "software_build_id").orElse(""),
                        Capabilities.of(exposes(definition.path("exposes")))));
    }

    private static List<Expose> exposes(JsonNode list) {
        List<Expose> found = new ArrayList<>();
        for (JsonNode node : list) {
            collect(node, "", "", found);
        }
        return found;
    }

    private static void collect(JsonNode node, String context, String within, List<Expose> found) {
        if (found.size() >= MAX_CAPABILITIES) {
            return;
        }
        String type = Payloads.text(node, "type").orElse("");
        switch (type) {
            case "switch", "light", "fan", "cover", "lock", "climate" ->
                    node.path("features").forEach(f -> collect(f, type, within, found));
            case "composite" -> {
                String property = Payloads.text(node, "property").orElse("");
                boolean nested = PROPERTY.matcher(property).matches();
                if (within.isEmpty() && (nested || property.isEmpty())) {
                    String inner = nested ? property + "." : "";
                    node.path("features").forEach(f -> collect(f, context, inner, found));
                }
            }
            case "numeric", "binary", "enum", "text", "list" ->
                    leaf(node, type, context, within).ifPresent(found::add);
            default -> {}
        }
    }

    private static Optional<Expose> leaf(
            JsonNode node, String type, String context, String within) {
        String name = Payloads.text(node, "name").orElse("");
        String property = Payloads.text(node, "property").orElse(name);
        int access = node.path("access").asInt(0);
        if (!PROPERTY.matcher(property).matches() || access == 0) {
            return Optional.empty();
        }
        Expose.Kind kind =
                switch (type) {
                    case "numeric" -> Expose.Kind.NUMERIC;
                    case "binary" -> Expose.Kind.BINARY;
                    case "enum" -> Expose.Kind.ENUM;
                    case "text" -> Expose.Kind.TEXT;
                    default -> Expose.Kind.OTHER;
                };
        List<String> values = new ArrayList<>();
        for (JsonNode value : node.path("values")) {
            if (values.size() < MAX_VALUES && value.isValueNode()) {
                values.add(value.asString());
            }
        }
        return Optional.of(
                new Expose(
                        kind,
                        context,
                        name,
                        within + property,
                        access,
                        Payloads.text(node, "unit").orElse(""),
                        literal(node.path("value_on")),
                        literal(node.path("value_off")),
                        literal(node.path("value_toggle")),
                        values,
                        number(node.path("value_min")),
                        number(node.path("value_max")),
                        number(node.path("value_step"))));
    }

    static Optional<Expose.Literal> literal(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(new Expose.Literal.Bool(node.booleanValue()));
        }
        if (node.isNumber()) {
            return number(node).map(Expose.Literal.Number::new);
        }
        return node.isString()
                ? Optional.of(new Expose.Literal.Text(node.stringValue()))
                : Optional.empty();
    }

    /** Finite, and of a size that can be computed with. */
    static Optional<BigDecimal> number(JsonNode node) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal value = node.decimalValue();
        return value.precision() <= 40 && Math.abs(value.scale()) <= 40
                ? Optional.of(value)
                : Optional.empty();
    }
}
