package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.Envelope;

/** Writes envelopes, always in UTF-8. Stateless and safe for use by many threads. */
public final class CwmpEncoder {

    /** The envelope as bytes; characters that XML 1.0 forbids become U+FFFD. */
    public byte[] encode(Envelope envelope, EncodingOptions options) {
        throw new UnsupportedOperationException("arrives with the encoder");
    }
}
