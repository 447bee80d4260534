package org.trellis.cwmp.message;

import java.util.Optional;

/** One CWMP envelope: exactly one message, its headers, and the namespace it is written in. */
public record Envelope(CwmpNamespace namespace, SoapHeader header, CwmpMessage body) {

    /** An envelope with no header but the id. */
    public static Envelope of(CwmpNamespace namespace, Optional<String> id, CwmpMessage body) {
        return new Envelope(namespace, SoapHeader.of(id), body);
    }

    public Optional<String> id() {
        return header.id();
    }
}
