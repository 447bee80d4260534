package org.trellis.iot.zigbee2mqtt;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON payloads within limits. */
final class Payloads {

    /** A bridge with a few hundred devices announces about a megabyte. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(24)
                                                    .maxStringLength(64 * 1024)
                                                    .maxNumberLength(64)
                                                    .maxNameLength(256)
                                                    .maxTokenCount(400_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Payloads() {}

    static JsonNode read(byte[] payload, String what) throws MalformedPayloadException {
        if (payload.length > MAX_BYTES) {
            throw new MalformedPayloadException(what + ": too long");
        }
        try {
            return MAPPER.readTree(payload);
        } catch (JacksonException e) {
            throw new MalformedPayloadException(what + ": not JSON");
        }
    }

    static byte[] write(Map<String, ?> object) {
        return MAPPER.writeValueAsBytes(object);
    }

    /** A non-empty text member, bounded. */
    static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isString() && !value.stringValue().isEmpty()
                ? Optional.of(cut(value.stringValue()))
                : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() > 256 ? text.substring(0, 256) : text;
    }
}
