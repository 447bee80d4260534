package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.AllQueuedTransferStruct;
import org.trellis.cwmp.message.ArgStruct;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.DeploymentUnit;
import org.trellis.cwmp.message.DeviceIdStruct;
import org.trellis.cwmp.message.EventStruct;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.GetAllQueuedTransfersResponse;
import org.trellis.cwmp.message.GetQueuedTransfersResponse;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.OpResultStruct;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.QueuedTransferStruct;
import org.trellis.cwmp.message.RequestDownload;
import org.trellis.cwmp.message.ScheduleDownload;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.TimeWindowStruct;

/** Reads the RPCs whose arguments hold structs or lists other than those of parameters. */
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
    private <T> List<T> items(Part<T> reader) throws CwmpDecodeException {
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

    RequestDownload requestDownload() throws CwmpDecodeException {
        String fileType = "";
        List<ArgStruct> arguments = List.of();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "FileType" -> fileType = cursor.text().strip();
                case "FileTypeArg" -> arguments = items(this::argument);
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new RequestDownload(fileType, arguments);
    }

    private ArgStruct argument() throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return new ArgStruct(in.stripped("Name"), in.text("Value"));
    }

    GetQueuedTransfersResponse queuedTransfers() throws CwmpDecodeException {
        return new GetQueuedTransfersResponse(
                list(
                        "TransferList",
                        () ->
                                items(() -> {
                                    Arguments in = Arguments.read(cursor);
                                    return new QueuedTransferStruct(
                                            in.text("CommandKey"), in.integer("State"));
                                })));
    }

    GetAllQueuedTransfersResponse allQueuedTransfers() throws CwmpDecodeException {
        return new GetAllQueuedTransfersResponse(
                list(
                        "TransferList",
                        () ->
                                items(() -> {
                                    Arguments in = Arguments.read(cursor);
                                    return new AllQueuedTransferStruct(
                                            in.text("CommandKey"),
                                            in.integer("State"),
                                            in.bool("IsDownload"),
                                            in.file());
                                })));
    }

    DUStateChangeComplete duStateChangeComplete() throws CwmpDecodeException {
        List<OpResultStruct> results = new ArrayList<>();
        String key = "";
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "Results" -> results.add(result());
                case "CommandKey" -> key = cursor.text();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new DUStateChangeComplete(results, key);
    }

    AutonomousDUStateChangeComplete autonomousDuStateChangeComplete() throws CwmpDecodeException {
        return new AutonomousDUStateChangeComplete(duStateChangeComplete().results());
    }

    private OpResultStruct result() throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        String performed = in.stripped("OperationPerformed");
        return new OpResultStruct(
                new DeploymentUnit(
                        in.stripped("UUID"),
                        in.stripped("DeploymentUnitRef"),
                        in.stripped("Version"),
                        in.stripped("ExecutionUnitRefList")),
                in.stripped("CurrentState"),
                in.bool("Resolved"),
                in.outcome(),
                performed.isEmpty() ? Optional.empty() : Optional.of(performed));
    }

    ScheduleDownload scheduleDownload() throws CwmpDecodeException {
        List<TimeWindowStruct> windows = List.of();
        Arguments in = Arguments.none();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            if (cursor.name().equals("TimeWindowList")) {
                windows = items(this::window);
            } else {
                in.add(cursor);
            }
        }
        return new ScheduleDownload(
                in.text("CommandKey"),
                in.stripped("FileType"),
                in.location(),
                in.unsigned("FileSize"),
                in.stripped("TargetFileName"),
                windows);
    }

    private TimeWindowStruct window() throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return new TimeWindowStruct(
                in.unsigned("WindowStart"),
                in.unsigned("WindowEnd"),
                in.stripped("WindowMode"),
                in.text("UserMessage"),
                in.integer("MaxRetries"));
    }

    ChangeDUState changeDuState() throws CwmpDecodeException {
        List<OperationStruct> operations = new ArrayList<>();
        String key = "";
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "Operations" -> operations.add(operation());
                case "CommandKey" -> key = cursor.text();
                default -> {
                    // unknown content may be ignored (TR-069 3.5)
                }
            }
        }
        return new ChangeDUState(operations, key);
    }

    private OperationStruct operation() throws CwmpDecodeException {
        String literal = cursor.attribute("type");
        String type = literal == null ? "" : literal.substring(literal.indexOf(':') + 1);
        Arguments in = Arguments.read(cursor);
        String uuid = in.stripped("UUID");
        String environment = in.stripped("ExecutionEnvRef");
        return switch (type) {
            case "InstallOpStruct" -> new OperationStruct.Install(in.location(), uuid, environment);
            case "UpdateOpStruct" ->
                    new OperationStruct.Update(uuid, in.stripped("Version"), in.location());
            case "UninstallOpStruct" ->
                    new OperationStruct.Uninstall(uuid, in.stripped("Version"), environment);
            default ->
                    throw cursor.invalid(
                            FaultCode.ACS_INVALID_ARGUMENTS, "ChangeDUState/Operations/@type");
        };
    }
}
