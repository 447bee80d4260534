package org.trellis.cwmp.codec;

import java.util.Optional;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.FaultCode;

/**
 * A body that is no usable CWMP envelope. Stackless: it says something about the device, not about
 * this program. The message holds no text of the device.
 */
public final class CwmpDecodeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient FaultCode code;
    private final String where;
    private final transient Optional<String> id;
    private final transient CwmpNamespace namespace;

    CwmpDecodeException(
            Kind kind, FaultCode code, String where, Optional<String> id, CwmpNamespace namespace) {
        super(kind.text + " at " + where, null, false, false);
        this.kind = kind;
        this.code = code;
        this.where = where;
        this.id = id;
        this.namespace = namespace;
    }

    /** How the edge has to answer. */
    public enum Kind {
        /** Not well-formed, truncated or with a DOCTYPE: HTTP 400, no SOAP fault. */
        MALFORMED("malformed XML"),
        /** Larger, deeper or longer than allowed: HTTP 413 or 400, no SOAP fault. */
        TOO_LARGE("limit exceeded"),
        /** Well-formed, but no acceptable SOAP or CWMP: a SOAP fault with {@link #code()}. */
        INVALID("invalid CWMP message");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The code of the SOAP fault, where one is due. */
    public FaultCode code() {
        return code;
    }

    /** An element path or a line and column, written by this program. */
    public String where() {
        return where;
    }

    /** The cwmp:ID to echo, if it was read before the trouble. */
    public Optional<String> id() {
        return id;
    }

    /** The namespace to answer in: the sender's if it was read, else that of CWMP 1.0. */
    public CwmpNamespace namespace() {
        return namespace;
    }
}
