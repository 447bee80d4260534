package org.trellis.cwmp.codec;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.FaultCode;

/** Reads envelopes. Immutable and safe for use by many threads; make one and keep it. */
public final class CwmpDecoder {

    private static final int BLANK_LIMIT = 512;
    private static final String COMMON_NAMES =
            """
            <d xsi:type="" xmlns:cwmp="" xmlns:xsi="" xmlns:xsd="" soap-enc:arrayType=""
            xmlns:soap-env="" xmlns:soap-enc="" soap-env:mustUnderstand="" soapenc:arrayType=""
            xmlns:SOAP-ENV="" xmlns:SOAP-ENC="" SOAP-ENV:mustUnderstand="" SOAP-ENC:arrayType="">
            <soap-env:Envelope/><soap-env:Header/><soap-env:Body/>
            <SOAP-ENV:Envelope/><SOAP-ENV:Header/><SOAP-ENV:Body/>
            <DeviceId/><Manufacturer/><OUI/><ProductClass/><SerialNumber/><Event/><EventStruct/>
            <EventCode/><CommandKey/><MaxEnvelopes/><CurrentTime/><RetryCount/><ParameterList/>
            <ParameterValueStruct/><ParameterInfoStruct/><Name/><Value/><Writable/><Status/>
            <cwmp:ID/><cwmp:Inform/><cwmp:GetParameterValuesResponse/>
            <cwmp:GetParameterNamesResponse/><cwmp:SetParameterValuesResponse/><cwmp:Fault/>
            </d>
            """;

    private final DecodeLimits limits;
    private final XMLInputFactory2 factory;

    public CwmpDecoder(DecodeLimits limits) {
        this.limits = limits;
        this.factory = factory(limits);
        teachNames(factory);
    }

    /** Gives the factory the names that occur in most documents. */
    private static void teachNames(XMLInputFactory2 factory) {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(COMMON_NAMES));
            while (in.hasNext()) {
                in.next();
            }
            in.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
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
        if (body.length > limits.maxBytes()) {
            throw failure(CwmpDecodeException.Kind.TOO_LARGE, FaultCode.ACS_RESOURCES_EXCEEDED);
        }
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        SourceText source = SourceText.read(body, charset);
        if (source.wrongEncoding()) {
            quirks.add(Quirk.WRONG_ENCODING);
        }
        return new EnvelopeReader(cursor(source, quirks)).read();
    }

    /**
     * The parser is never closed: closing would give the names of the document to the factory's
     * symbol table, and strangers must not be able to fill that. There is nothing else to release.
     */
    private XmlCursor cursor(SourceText source, Set<Quirk> quirks) throws CwmpDecodeException {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(Sanitizer.read(source, quirks));
            return new XmlCursor(in, limits, quirks);
        } catch (XMLStreamException e) {
            throw failure(CwmpDecodeException.Kind.MALFORMED, FaultCode.ACS_INVALID_ARGUMENTS);
        }
    }

    /**
     * Whether a body counts as an empty POST: nothing but white space, NULs, a BOM, an XML
     * declaration.
     */
    public static boolean isBlank(byte[] body) {
        return body.length == 0
                || (body.length <= BLANK_LIMIT
                        && SourceText.read(body, Optional.of(StandardCharsets.UTF_8)).blank());
    }

    private static CwmpDecodeException failure(CwmpDecodeException.Kind kind, FaultCode code) {
        return new CwmpDecodeException(
                kind, code, "document", Optional.empty(), CwmpNamespace.CWMP_1_0);
    }

    private static XMLInputFactory2 factory(DecodeLimits limits) {
        XMLInputFactory2 factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Lazy parsing would report bad XML by an unchecked exception from getText().
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        // One beyond our own limits, so that those speak first where they can.
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.maxDepth() + 1);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, limits.maxElements() + 1L);
        factory.setProperty(
                WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.maxAttributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.maxAttributeLength());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.maxTextLength());
        return factory;
    }
}
