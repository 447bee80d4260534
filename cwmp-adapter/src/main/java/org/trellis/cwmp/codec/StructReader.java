package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DeviceIdStruct;
import org.trellis.cwmp.message.EventStruct;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterValues;

/** Reads Inform and SetParameterValues, and gives the others their lists. */
final class StructReader {

    private final XmlCursor cursor;
    private final ParameterReader parameters;

    StructReader(XmlCursor cursor, ParameterReader parameters) {
        this.cursor = cursor;
        this.parameters = parameters;
    }

    /** Reads one item or one list at the cursor. */
    @FunctionalInterface
    interface Part<T> {
        T read() throws CwmpDecodeException;
    }

    /** The list named so among the arguments; empty when it is missing. */
    <T> List<T> list(String name, Part<List<T>> reader) throws CwmpDecodeException {
        List<T> list = List.of();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            if (cursor.name().equals(name)) {
                list = reader.read();
            }
        }
        return list;
    }

    /** Every child of the current element, read alike. */
    <T> List<T> items(Part<T> reader) throws CwmpDecodeException {
        List<T> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            list.add(reader.read());
        }
        return list;
    }

    Inform inform() throws CwmpDecodeException {
        DeviceIdStruct device = null;
        List<EventStruct> events = List.of();
        long maxEnvelopes = 1;
        CwmpTime currentTime = CwmpTime.UNKNOWN;
        long retryCount = 0;
        List<ParameterValueStruct> values = List.of();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "DeviceId" -> device = deviceId();
                case "Event" -> events = events();
                case "MaxEnvelopes" -> maxEnvelopes = Lexical.unsignedOr(cursor.text(), 1);
                case "CurrentTime" -> currentTime = new CwmpTime(cursor.text());
                case "RetryCount" -> retryCount = Lexical.unsignedOr(cursor.text(), 0);
                case "ParameterList" -> values = parameters.values();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new Inform(
                identified(device), events, maxEnvelopes, currentTime, retryCount, values);
    }

    /**
     * Without serial number and OUI nobody knows which device speaks (TR-069 A.3.3.1, table 36).
     */
    private DeviceIdStruct identified(@Nullable DeviceIdStruct device) throws CwmpDecodeException {
        if (device == null) {
            throw cursor.invalid(FaultCode.ACS_INVALID_ARGUMENTS, "Inform/DeviceId");
        }
        if (device.oui().isEmpty()) {
            throw cursor.invalid(FaultCode.ACS_INVALID_ARGUMENTS, "Inform/DeviceId/OUI");
        }
        if (device.serialNumber().isEmpty()) {
            throw cursor.invalid(FaultCode.ACS_INVALID_ARGUMENTS, "Inform/DeviceId/SerialNumber");
        }
        return device;
    }

    private DeviceIdStruct deviceId() throws CwmpDecodeException {
        String manufacturer = "";
        String oui = "";
        String productClass = "";
        String serialNumber = "";
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "Manufacturer" -> manufacturer = cursor.text();
                case "OUI" -> oui = cursor.text();
                case "ProductClass" -> productClass = cursor.text();
                case "SerialNumber" -> serialNumber = cursor.text();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new DeviceIdStruct(manufacturer, oui, productClass, serialNumber);
    }

    private List<EventStruct> events() throws CwmpDecodeException {
        List<EventStruct> list = new ArrayList<>();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            String code = "";
            String key = "";
            while (cursor.nextChild(level + 1)) {
                switch (cursor.name()) {
                    case "EventCode" -> code = cursor.text();
                    case "CommandKey" -> key = cursor.text();
                    default -> {
                        // unknown content may be ignored (TR-069 3.5)
                    }
                }
            }
            if (!code.isBlank()) {
                list.add(new EventStruct(code, key));
            }
        }
        return list;
    }

    SetParameterValues setParameterValues() throws CwmpDecodeException {
        List<ParameterValueStruct> values = List.of();
        String key = "";
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "ParameterList" -> values = parameters.values();
                case "ParameterKey" -> key = cursor.text();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new SetParameterValues(values, key);
    }
}
