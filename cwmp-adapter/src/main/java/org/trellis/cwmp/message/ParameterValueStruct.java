package org.trellis.cwmp.message;

import java.util.Optional;
import org.trellis.model.ParameterType;

/**
 * A parameter and its value.
 *
 * @param type the wire type as text, {@code xsd:} and {@code soap-enc:} as prefixes whatever the
 *     sender called them; other types are kept as sent ({@code object}), so that a write can give
 *     back the type the device reported. {@code xsd:string} when the device named none
 * @param value as sent, not trimmed
 */
public record ParameterValueStruct(String name, String type, String value) {

    public static ParameterValueStruct of(String name, ParameterType type, String value) {
        // XML Schema has no base64; the data model's base64 is its base64Binary.
        String local = type == ParameterType.BASE64 ? "base64Binary" : type.label();
        return new ParameterValueStruct(name, "xsd:" + local, value);
    }

    /** The type where it is one of TR-106 3.2, {@code base64Binary} counted as base64. */
    public Optional<ParameterType> parameterType() {
        String plain = type.substring(type.indexOf(':') + 1);
        return plain.equalsIgnoreCase("base64Binary")
                ? Optional.of(ParameterType.BASE64)
                : ParameterType.parse(plain);
    }

    /** Without the value: devices put their passwords into every Inform. */
    @Override
    public String toString() {
        return "ParameterValueStruct[name=%s, type=%s, value=(%d characters)]"
                .formatted(name, type, value.length());
    }
}
