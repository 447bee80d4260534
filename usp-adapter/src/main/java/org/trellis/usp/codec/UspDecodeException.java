package org.trellis.usp.codec;

/**
 * Bytes that are not what they should be, with the code of TR-369 4.7 or 5.10 for it. Stackless: it
 * tells of the peer's fault, not of ours.
 */
public final class UspDecodeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Record could not be parsed. */
    public static final int RECORD_UNPARSABLE = 7100;

    /** A field of the record has a value that it may not have. */
    public static final int RECORD_VALUE = 7104;

    /** The message in the record makes no sense. */
    public static final int MESSAGE_FAILED = 7000;

    private final int code;
    private final String where;

    public UspDecodeException(int code, String where) {
        super(code + " at " + where, null, false, false);
        this.code = code;
        this.where = where;
    }

    public int code() {
        return code;
    }

    /** The field concerned; our word for it, never the peer's text. */
    public String where() {
        return where;
    }
}
