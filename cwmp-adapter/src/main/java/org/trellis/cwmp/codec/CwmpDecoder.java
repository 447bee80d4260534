package org.trellis.cwmp.codec;

import java.nio.charset.Charset;
import java.util.Optional;

/** Reads envelopes. Immutable and safe for use by many threads; make one and keep it. */
public final class CwmpDecoder {

    private final DecodeLimits limits;

    public CwmpDecoder(DecodeLimits limits) {
        this.limits = limits;
    }

    /** {@link #decode(byte[], Optional)} without a charset from HTTP. */
    public Decoded decode(byte[] body) throws CwmpDecodeException {
        return decode(body, Optional.empty());
    }

    /**
     * Reads one envelope.
     *
     * @param charset the charset parameter of Content-Type, which precedes the XML declaration
     */
    public Decoded decode(byte[] body, Optional<Charset> charset) throws CwmpDecodeException {
        throw new UnsupportedOperationException("arrives with the decoder: " + limits);
    }

    /**
     * Whether a body counts as an empty POST: nothing but white space, NULs, a BOM, an XML
     * declaration.
     */
    public static boolean isBlank(byte[] body) {
        return body.length == 0;
    }
}
