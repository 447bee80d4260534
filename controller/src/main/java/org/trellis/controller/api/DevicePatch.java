package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A merge patch (RFC 7396) of a device: only what people may edit. An empty value removes.
 *
 * @param attributes by name
 * @param settings by name
 */
record DevicePatch(
        Map<String, Optional<String>> attributes, Map<String, Optional<String>> settings) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    static final int MAX_MEMBERS = 64;
    static final int MAX_VALUE = 1024;

    /** The form of the body, for the OpenAPI document. */
    @Schema(
            name = "DevicePatch",
            description = "JSON merge-patch; a null removes the member",
            example = "{\"attributes\":{\"site\":\"Vienna\",\"old\":null}}")
    record Form(Map<String, String> attributes, Map<String, String> settings) {}

    /**
     * @param now what null for a whole member removes
     */
    static DevicePatch read(JsonNode body, DeviceView now) {
        if (!body.isObject()) {
            throw ApiException.badField("body", "has to be an object");
        }
        Map<String, Optional<String>> attributes = Map.of();
        Map<String, Optional<String>> settings = Map.of();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            switch (member.getKey()) {
                case "attributes" ->
                        attributes = texts("attributes", member.getValue(), now.attributes());
                case "settings" -> settings = texts("settings", member.getValue(), now.settings());
                default ->
                        throw ApiException.badField(
                                Logged.text(member.getKey()),
                                "cannot be changed; attributes and settings can");
            }
        }
        return new DevicePatch(attributes, settings);
    }

    static void requireName(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.badField(
                    field, Problems.quoted(name) + " is not a name: " + NAME.pattern());
        }
    }

    private static Map<String, Optional<String>> texts(
            String field, JsonNode node, Map<String, String> now) {
        Map<String, Optional<String>> out = new LinkedHashMap<>();
        if (node.isNull()) {
            now.keySet().forEach(name -> out.put(name, Optional.empty()));
            return out;
        }
        if (!node.isObject() || node.size() > MAX_MEMBERS) {
            throw ApiException.badField(
                    field, "has to be an object of at most " + MAX_MEMBERS + " members");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            requireName(field, name);
            if (value.isNull()) {
                out.put(name, Optional.empty());
            } else if (value.isString() && value.stringValue().length() <= MAX_VALUE) {
                out.put(name, Optional.of(value.stringValue()));
            } else {
                throw ApiException.badField(
                        field + "." + name,
                        "has to be a string of at most " + MAX_VALUE + " characters, or null");
            }
        }
        return out;
    }
}
