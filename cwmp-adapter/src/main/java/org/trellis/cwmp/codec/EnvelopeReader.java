package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.CwmpVersion;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.SoapHeader;

/** Reads the SOAP around a message: Envelope, Header, Body (TR-069 3.5). */
final class EnvelopeReader {

    private static final String CWMP = "urn:dslforum-org:cwmp-";
    private static final String SOAP = "http://schemas.xmlsoap.org/";
    private static final int MAX_LISTED_VERSIONS = 32;

    private final XmlCursor cursor;
    private boolean holdRequests;
    private OptionalLong sessionTimeout = OptionalLong.empty();
    private List<String> supportedVersions = List.of();
    private Optional<CwmpVersion> useVersion = Optional.empty();
    private @Nullable CwmpMessage message;

    EnvelopeReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    Decoded read() throws CwmpDecodeException {
        if (!cursor.nextChild(0) || !cursor.name().equals("Envelope")) {
            throw cursor.invalid(FaultCode.ACS_INVALID_ARGUMENTS, "Envelope");
        }
        while (cursor.nextChild(1)) {
            switch (cursor.name()) {
                case "Header" -> readHeader();
                case "Body" -> readBody();
                case "Fault" -> readMessage();
                default -> cursor.tolerate(Quirk.NAMESPACE);
            }
        }
        if (message == null) {
            throw cursor.invalid(FaultCode.ACS_INVALID_ARGUMENTS, "Envelope/Body");
        }
        SoapHeader header =
                new SoapHeader(
                        cursor.id(), holdRequests, sessionTimeout, supportedVersions, useVersion);
        return new Decoded(new Envelope(cursor.namespace(), header, message), cursor.quirks());
    }

    private void readHeader() throws CwmpDecodeException {
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            // Devices disagree about the case of SessionTimeout; nothing else is so called.
            switch (cursor.name().toLowerCase(Locale.ROOT)) {
                case "id" -> cursor.identify(cursor.text());
                case "holdrequests" -> holdRequests = Lexical.boolOr(cursor.text(), false);
                case "sessiontimeout" -> {
                    long seconds = Lexical.unsignedOr(cursor.text(), -1);
                    sessionTimeout = seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
                }
                case "supportedcwmpversions" -> supportedVersions = versions(cursor.text());
                case "usecwmpversion" -> useVersion = CwmpVersion.parse(cursor.text());
                default -> {
                    // SOAP 1.1 would fault on mustUnderstand; devices send headers of their own
                }
            }
        }
    }

    private static List<String> versions(String text) {
        List<String> versions = new ArrayList<>();
        for (String version : text.split(",", MAX_LISTED_VERSIONS)) {
            if (!version.isBlank()) {
                versions.add(version.strip());
            }
        }
        return versions;
    }

    private void readBody() throws CwmpDecodeException {
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            readMessage();
        }
    }

    private void readMessage() throws CwmpDecodeException {
        // MaxEnvelopes is 1: whatever follows the first message is not for us.
        if (message == null) {
            cursor.speak(namespace());
            message = new MessageReader(cursor).read();
        }
    }

    private CwmpNamespace namespace() {
        String own = cursor.uri(cursor.prefix());
        if (own == null && !cursor.prefix().isEmpty()) {
            cursor.tolerate(Quirk.UNDECLARED_PREFIX);
        }
        String uri = own;
        if (own == null || !own.startsWith(CWMP)) {
            String inScope = cursor.uriStarting(CWMP);
            uri = inScope != null ? inScope : own;
        }
        if (uri == null || uri.isEmpty() || uri.startsWith(SOAP)) {
            if (!cursor.name().equals("Fault")) {
                cursor.tolerate(Quirk.NAMESPACE);
            }
            return CwmpNamespace.CWMP_1_0;
        }
        CwmpNamespace namespace = new CwmpNamespace(uri);
        if (!namespace.standard()) {
            cursor.tolerate(Quirk.NAMESPACE);
        }
        return namespace;
    }
}
