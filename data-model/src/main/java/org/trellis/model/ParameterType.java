package org.trellis.model;

import java.util.Optional;

/** The primitive types of TR-106 3.2. {@link #label()} is what the API and the catalogue print. */
public enum ParameterType {
    STRING("string"),
    INT("int"),
    UNSIGNED_INT("unsignedInt"),
    LONG("long"),
    UNSIGNED_LONG("unsignedLong"),
    BOOLEAN("boolean"),
    DATE_TIME("dateTime"),
    BASE64("base64"),
    HEX_BINARY("hexBinary"),
    DECIMAL("decimal");

    private final String label;

    ParameterType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Accepts the label with or without a namespace prefix ({@code xsd:boolean}). */
    public static Optional<ParameterType> parse(String text) {
        String plain = text.substring(text.indexOf(':') + 1);
        for (ParameterType type : values()) {
            if (type.label.equalsIgnoreCase(plain)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
