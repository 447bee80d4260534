package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.FaultSide;
import org.trellis.cwmp.message.SetParameterValuesFault;

/**
 * Reads a fault wherever its parts are: one client puts {@code detail} inside {@code faultstring},
 * others forget {@code detail} or qualify everything.
 */
final class FaultReader {

    private final XmlCursor cursor;
    private final List<SetParameterValuesFault> parameters = new ArrayList<>();
    private FaultSide side = FaultSide.SERVER;
    private FaultCode code = FaultCode.NONE;
    private String text = "";
    private String soapText = "";

    FaultReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    Fault read() throws CwmpDecodeException {
        readParts();
        return new Fault(side, effectiveCode(), effectiveText(), parameters);
    }

    /** CWMP's text, else the standard one of its code; SOAP's only where there is no CWMP code. */
    private String effectiveText() {
        if (!text.isEmpty()) {
            return text;
        }
        return code.equals(FaultCode.NONE) ? soapText : code.text();
    }

    /** A plain SOAP fault names no CWMP code: the device failed in a way it could not say. */
    private FaultCode effectiveCode() {
        if (!code.equals(FaultCode.NONE)) {
            return code;
        }
        return parameters.isEmpty() ? FaultCode.INTERNAL_ERROR : FaultCode.INVALID_ARGUMENTS;
    }

    // Recursion goes as deep as the document, which DecodeLimits bounds.
    private void readParts() throws CwmpDecodeException {
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            readPart();
        }
    }

    private void readPart() throws CwmpDecodeException {
        switch (cursor.name()) {
            case "faultcode" -> side = side(cursor.text());
            case "faultstring" -> readSoapText();
            case "FaultCode" -> code = code(cursor.text());
            case "FaultString" -> text = cursor.text().strip();
            case "SetParameterValuesFault" -> readParameter();
            default -> readParts();
        }
    }

    private void readSoapText() throws CwmpDecodeException {
        StringBuilder direct = new StringBuilder();
        int level = cursor.depth();
        while (cursor.nextChild(level, direct)) {
            readPart();
        }
        soapText = direct.toString().strip();
    }

    private void readParameter() throws CwmpDecodeException {
        String name = "";
        FaultCode parameterCode = FaultCode.NONE;
        String parameterText = "";
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "ParameterName" -> name = cursor.text().strip();
                case "FaultCode" -> parameterCode = code(cursor.text());
                case "FaultString" -> parameterText = cursor.text().strip();
                case "SetParameterValuesFault" -> readParameter();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        // A wrapper around the real entries has nothing of its own.
        if (!name.isEmpty() || !parameterCode.equals(FaultCode.NONE)) {
            parameters.add(new SetParameterValuesFault(name, parameterCode, parameterText));
        }
    }

    private static FaultSide side(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return plain.endsWith("client") || plain.endsWith("sender")
                ? FaultSide.CLIENT
                : FaultSide.SERVER;
    }

    static FaultCode code(String text) {
        return new FaultCode(Lexical.intOr(text, FaultCode.INTERNAL_ERROR.value()));
    }
}
