package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.ParameterAttributeStruct;
import org.trellis.cwmp.message.ParameterInfoStruct;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
import org.trellis.model.ParameterType;

/**
 * Reads the lists of parameter structs. An item is any child of the list, whatever its name; an
 * item without a name is dropped; arrayType and its count are ignored.
 */
final class ParameterReader {

    private static final String STRING = "xsd:string";
    private static final String SOAP_ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

    private final XmlCursor cursor;

    ParameterReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    List<String> strings() throws CwmpDecodeException {
        List<String> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            list.add(cursor.text().strip());
        }
        return list;
    }

    List<ParameterValueStruct> values() throws CwmpDecodeException {
        List<ParameterValueStruct> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            value(list);
        }
        return list;
    }

    private void value(List<ParameterValueStruct> list) throws CwmpDecodeException {
        String name = "";
        String type = "";
        String value = "";
        boolean valued = false;
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "Name" -> name = cursor.text().strip();
                case "Value" -> {
                    valued = true;
                    type = type(cursor.attribute("type"));
                    value = cursor.text();
                }
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        if (name.isEmpty()) {
            return;
        }
        if (!valued) {
            cursor.tolerate(Quirk.MISSING_VALUE);
            type = STRING;
        } else if (type.isEmpty()) {
            cursor.tolerate(Quirk.MISSING_TYPE);
            type = STRING;
        }
        list.add(typed(name, type, value));
    }

    /** White space means something in a string only. */
    private ParameterValueStruct typed(String name, String type, String value) {
        if (type.equals(STRING)) {
            return new ParameterValueStruct(name, type, value);
        }
        ParameterValueStruct struct = new ParameterValueStruct(name, type, value);
        Optional<ParameterType> known = struct.parameterType();
        if (known.isEmpty() || known.get() == ParameterType.STRING) {
            return struct;
        }
        String plain = value.strip();
        if (known.get() == ParameterType.BOOLEAN && plain.length() > 1) {
            cursor.tolerate(Quirk.BOOLEAN_WORDS);
        }
        return new ParameterValueStruct(name, type, plain);
    }

    /** The type under our own prefixes; empty if there is none. */
    private String type(@Nullable String literal) {
        if (literal == null) {
            return "";
        }
        if (literal.equals(STRING) && isSchema(cursor.uri("xsd"))) {
            return STRING;
        }
        String plain = literal.strip();
        int colon = plain.indexOf(':');
        String local = plain.substring(colon + 1);
        if (local.isEmpty()) {
            return "";
        }
        String uri = colon < 0 ? null : cursor.uri(plain.substring(0, colon));
        if (SOAP_ENCODING.equals(uri)) {
            return "soap-enc:" + local;
        }
        boolean schema = isSchema(uri) || (uri == null && ParameterType.parse(local).isPresent());
        return schema ? "xsd:" + local : plain;
    }

    /** Any of XML Schema's namespaces: 1999, 2000/10 and 2001 are all seen. */
    private static boolean isSchema(@Nullable String uri) {
        return uri != null && uri.startsWith("http://www.w3.org/") && uri.contains("XMLSchema");
    }

    List<ParameterInfoStruct> infos() throws CwmpDecodeException {
        List<ParameterInfoStruct> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            String name = "";
            boolean writable = false;
            while (cursor.nextChild(level + 1)) {
                switch (cursor.name()) {
                    case "Name" -> name = cursor.text().strip();
                    case "Writable" -> writable = Lexical.boolOr(cursor.text(), false);
                    default -> {
                        // unknown content may be ignored (TR-069 3.5)
                    }
                }
            }
            if (!name.isEmpty()) {
                list.add(new ParameterInfoStruct(name, writable));
            }
        }
        return list;
    }

    List<ParameterAttributeStruct> attributes() throws CwmpDecodeException {
        return attributesToSet().stream()
                .map(a -> new ParameterAttributeStruct(a.name(), a.notification(), a.accessList()))
                .toList();
    }

    List<SetParameterAttributesStruct> attributesToSet() throws CwmpDecodeException {
        List<SetParameterAttributesStruct> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            String name = "";
            boolean notificationChange = false;
            int notification = 0;
            boolean accessListChange = false;
            List<String> accessList = List.of();
            while (cursor.nextChild(level + 1)) {
                switch (cursor.name()) {
                    case "Name" -> name = cursor.text().strip();
                    case "NotificationChange" ->
                            notificationChange = Lexical.boolOr(cursor.text(), false);
                    case "Notification" -> notification = Lexical.intOr(cursor.text(), 0);
                    case "AccessListChange" ->
                            accessListChange = Lexical.boolOr(cursor.text(), false);
                    case "AccessList" -> accessList = strings();
                    default -> {
                        // unknown content may be ignored (TR-069 3.5)
                    }
                }
            }
            if (!name.isEmpty()) {
                list.add(
                        new SetParameterAttributesStruct(
                                name,
                                notificationChange,
                                notification,
                                accessListChange,
                                accessList));
            }
        }
        return list;
    }
}
