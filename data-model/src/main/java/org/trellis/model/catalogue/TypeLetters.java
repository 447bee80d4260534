package org.trellis.model.catalogue;

import org.trellis.model.ParameterType;

/** One letter for each primitive type. */
final class TypeLetters {

    private static final String LETTERS = "siulvbt6xd";
    private static final ParameterType[] TYPES = {
        ParameterType.STRING,
        ParameterType.INT,
        ParameterType.UNSIGNED_INT,
        ParameterType.LONG,
        ParameterType.UNSIGNED_LONG,
        ParameterType.BOOLEAN,
        ParameterType.DATE_TIME,
        ParameterType.BASE64,
        ParameterType.HEX_BINARY,
        ParameterType.DECIMAL
    };

    private TypeLetters() {}

    static String of(ParameterType type) {
        for (int i = 0; i < TYPES.length; i++) {
            if (TYPES[i] == type) {
                return LETTERS.substring(i, i + 1);
            }
        }
        throw new IllegalArgumentException(type.label());
    }

    /**
     * @throws IllegalArgumentException if it is no letter of a type
     */
    static ParameterType type(String letter) {
        int at = letter.length() == 1 ? LETTERS.indexOf(letter) : -1;
        if (at < 0) {
            throw new IllegalArgumentException("unknown type '" + letter + "'");
        }
        return TYPES[at];
    }
}
