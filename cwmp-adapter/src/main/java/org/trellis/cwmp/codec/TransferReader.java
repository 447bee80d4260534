package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trellis.cwmp.message.AllQueuedTransferStruct;
import org.trellis.cwmp.message.ArgStruct;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.DeploymentUnit;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.GetAllQueuedTransfersResponse;
import org.trellis.cwmp.message.GetQueuedTransfersResponse;
import org.trellis.cwmp.message.OpResultStruct;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.QueuedTransferStruct;
import org.trellis.cwmp.message.RequestDownload;
import org.trellis.cwmp.message.ScheduleDownload;
import org.trellis.cwmp.message.TimeWindowStruct;

/** Reads the RPCs about files and deployment units whose arguments hold structs or lists. */
final class TransferReader {

    private final XmlCursor cursor;
    private final StructReader structs;

    TransferReader(XmlCursor cursor, StructReader structs) {
        this.cursor = cursor;
        this.structs = structs;
    }

    RequestDownload requestDownload() throws CwmpDecodeException {
        String fileType = "";
        List<ArgStruct> arguments = List.of();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            switch (cursor.name()) {
                case "FileType" -> fileType = cursor.text().strip();
                case "FileTypeArg" -> arguments = structs.items(this::argument);
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
                structs.list("TransferList", () -> structs.items(this::queuedTransfer)));
    }

    private QueuedTransferStruct queuedTransfer() throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return new QueuedTransferStruct(in.text("CommandKey"), in.integer("State"));
    }

    GetAllQueuedTransfersResponse allQueuedTransfers() throws CwmpDecodeException {
        return new GetAllQueuedTransfersResponse(
                structs.list("TransferList", () -> structs.items(this::anyQueuedTransfer)));
    }

    private AllQueuedTransferStruct anyQueuedTransfer() throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return new AllQueuedTransferStruct(
                in.text("CommandKey"), in.integer("State"), in.bool("IsDownload"), in.file());
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
                windows = structs.items(this::window);
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
