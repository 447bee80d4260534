package org.trellis.cwmp.codec;

/**
 * What the decoder had to tolerate in an envelope. For metrics and device profiles; never an error.
 */
public enum Quirk {
    /** Bytes that the declared encoding does not allow; read as windows-1252 instead. */
    WRONG_ENCODING,
    /** Characters XML forbids, raw or as a reference; each became U+FFFD. */
    ILLEGAL_CHARACTERS,
    /** An ampersand that starts no reference; read as itself. */
    BARE_AMPERSAND,
    /** An element prefix that no xmlns declares. */
    UNDECLARED_PREFIX,
    /** A cwmp namespace that no schema has, or none at all. */
    NAMESPACE,
    /** A parameter value without xsi:type; read as xsd:string. */
    MISSING_TYPE,
    /** A parameter without its Value element; read as empty. */
    MISSING_VALUE,
    /** An xsd:boolean written as a word ({@code true}), where digits are the commoner form. */
    BOOLEAN_WORDS
}
