package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.AcsRequest;
import org.trellis.cwmp.message.AcsResponse;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.CpeResponse;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.CwmpVersion;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.SoapHeader;

/** Writes envelopes, always in UTF-8. Stateless and safe for use by many threads. */
public final class CwmpEncoder {

    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String ENVELOPE =
            "<soap-env:Envelope"
                    + " xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns:soap-enc=\"http://schemas.xmlsoap.org/soap/encoding/\""
                    + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    private static final String MUST_UNDERSTAND = "soap-env:mustUnderstand";

    /** The envelope as bytes; characters that XML 1.0 forbids become U+FFFD. */
    public byte[] encode(Envelope envelope, EncodingOptions options) {
        XmlWriter out = new XmlWriter(options);
        if (options.xmlProlog()) {
            out.raw(PROLOG);
        }
        out.raw(ENVELOPE);
        writeNamespace(envelope.namespace(), out);
        writeHeader(envelope.header(), out);
        out.open("soap-env:Body");
        // What belongs to two families is written the same way by both.
        switch (envelope.body()) {
            case AcsRequest request -> AcsRequestWriter.write(request, out);
            case AcsResponse response -> AcsResponseWriter.write(response, out);
            case CpeRequest request -> CpeRequestWriter.write(request, out);
            case CpeResponse response -> CpeResponseWriter.write(response, out);
        }
        return out.close("soap-env:Body").close("soap-env:Envelope").bytes();
    }

    private static void writeNamespace(CwmpNamespace namespace, XmlWriter out) {
        // The URI may be a device's invention, hence escaped.
        out.attribute("xmlns:cwmp", namespace.uri()).raw(">");
    }

    private static void writeHeader(SoapHeader header, XmlWriter out) {
        if (header.equals(SoapHeader.NONE)) {
            return;
        }
        out.open("soap-env:Header");
        header.id().ifPresent(id -> out.leaf("cwmp:ID", MUST_UNDERSTAND, "1", id));
        if (header.holdRequests()) {
            String yes = out.options().booleans().write(true);
            out.leaf("cwmp:HoldRequests", MUST_UNDERSTAND, "1", yes);
        }
        header.sessionTimeoutSeconds()
                .ifPresent(seconds ->
                        out.leaf(
                                "cwmp:SessionTimeout",
                                MUST_UNDERSTAND,
                                "0",
                                Long.toString(seconds)));
        if (!header.supportedVersions().isEmpty()) {
            String listed = String.join(",", header.supportedVersions());
            out.leaf("cwmp:SupportedCWMPVersions", MUST_UNDERSTAND, "0", listed);
        }
        header.useVersion()
                .map(CwmpVersion::text)
                .ifPresent(
                        version -> out.leaf("cwmp:UseCWMPVersion", MUST_UNDERSTAND, "1", version));
        out.close("soap-env:Header");
    }
}
