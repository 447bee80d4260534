package org.trellis.cwmp.codec;

import java.util.List;
import org.trellis.cwmp.message.AddObject;
import org.trellis.cwmp.message.AddObjectResponse;
import org.trellis.cwmp.message.AutonomousDUStateChangeCompleteResponse;
import org.trellis.cwmp.message.AutonomousTransferComplete;
import org.trellis.cwmp.message.AutonomousTransferCompleteResponse;
import org.trellis.cwmp.message.CancelTransfer;
import org.trellis.cwmp.message.CancelTransferResponse;
import org.trellis.cwmp.message.ChangeDUStateResponse;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.DUStateChangeCompleteResponse;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.cwmp.message.DeleteObjectResponse;
import org.trellis.cwmp.message.Download;
import org.trellis.cwmp.message.DownloadResponse;
import org.trellis.cwmp.message.FactoryReset;
import org.trellis.cwmp.message.FactoryResetResponse;
import org.trellis.cwmp.message.GetAllQueuedTransfers;
import org.trellis.cwmp.message.GetParameterAttributes;
import org.trellis.cwmp.message.GetParameterAttributesResponse;
import org.trellis.cwmp.message.GetParameterNames;
import org.trellis.cwmp.message.GetParameterNamesResponse;
import org.trellis.cwmp.message.GetParameterValues;
import org.trellis.cwmp.message.GetParameterValuesResponse;
import org.trellis.cwmp.message.GetQueuedTransfers;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.cwmp.message.InformResponse;
import org.trellis.cwmp.message.Kicked;
import org.trellis.cwmp.message.KickedResponse;
import org.trellis.cwmp.message.Reboot;
import org.trellis.cwmp.message.RebootResponse;
import org.trellis.cwmp.message.RequestDownloadResponse;
import org.trellis.cwmp.message.ScheduleDownloadResponse;
import org.trellis.cwmp.message.ScheduleInform;
import org.trellis.cwmp.message.ScheduleInformResponse;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesResponse;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.cwmp.message.TransferComplete;
import org.trellis.cwmp.message.TransferCompleteResponse;
import org.trellis.cwmp.message.UnknownRequest;
import org.trellis.cwmp.message.UnknownResponse;
import org.trellis.cwmp.message.Upload;
import org.trellis.cwmp.message.UploadResponse;

/** Reads the element inside Body: which RPC it is, then its arguments in any order. */
final class MessageReader {

    private static final String RESPONSE = "Response";
    private static final int MAX_METHOD_NAME = 64;

    private final XmlCursor cursor;
    private final ParameterReader parameters;
    private final StructReader structs;
    private final TransferReader transfers;

    MessageReader(XmlCursor cursor) {
        this.cursor = cursor;
        this.parameters = new ParameterReader(cursor);
        this.structs = new StructReader(cursor, parameters);
        this.transfers = new TransferReader(cursor, structs);
    }

    CwmpMessage read() throws CwmpDecodeException {
        String name = cursor.name();
        if (name.endsWith(RESPONSE)) {
            return response(name);
        }
        return switch (name) {
            case "Inform" -> structs.inform();
            case "Fault" -> new FaultReader(cursor).read();
            case "TransferComplete", "AutonomousTransferComplete", "Kicked" -> cpeRequest(name);
            case "RequestDownload" -> transfers.requestDownload();
            case "DUStateChangeComplete" -> transfers.duStateChangeComplete();
            case "AutonomousDUStateChangeComplete" -> transfers.autonomousDuStateChangeComplete();
            case "GetParameterNames" -> {
                Arguments in = Arguments.read(cursor);
                yield new GetParameterNames(in.stripped("ParameterPath"), in.bool("NextLevel"));
            }
            case "GetParameterValues" -> new GetParameterValues(strings());
            case "SetParameterValues" -> structs.setParameterValues();
            case "SetParameterAttributes" ->
                    new SetParameterAttributes(
                            structs.list("ParameterList", parameters::attributesToSet));
            case "GetParameterAttributes" -> new GetParameterAttributes(strings());
            case "ScheduleDownload" -> transfers.scheduleDownload();
            case "ChangeDUState" -> transfers.changeDuState();
            default -> flatRequest(name);
        };
    }

    private CwmpMessage cpeRequest(String name) throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return switch (name) {
            case "TransferComplete" -> new TransferComplete(in.text("CommandKey"), in.outcome());
            case "AutonomousTransferComplete" ->
                    new AutonomousTransferComplete(
                            in.stripped("AnnounceURL"),
                            in.stripped("TransferURL"),
                            in.bool("IsDownload"),
                            in.file(),
                            in.outcome());
            default ->
                    new Kicked(
                            in.text("Command"),
                            in.text("Referer"),
                            in.text("Arg"),
                            in.text("Next"));
        };
    }

    private CwmpMessage flatRequest(String name) throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        String key = in.text("CommandKey");
        return switch (name) {
            case "GetRPCMethods" -> new GetRPCMethods();
            case "AddObject" -> new AddObject(in.stripped("ObjectName"), in.text("ParameterKey"));
            case "DeleteObject" ->
                    new DeleteObject(in.stripped("ObjectName"), in.text("ParameterKey"));
            case "Reboot" -> new Reboot(key);
            case "FactoryReset" -> new FactoryReset();
            case "Download" ->
                    new Download(
                            key,
                            in.stripped("FileType"),
                            in.location(),
                            in.unsigned("FileSize"),
                            in.stripped("TargetFileName"),
                            in.unsigned("DelaySeconds"));
            case "Upload" ->
                    new Upload(
                            key,
                            in.stripped("FileType"),
                            in.location(),
                            in.unsigned("DelaySeconds"));
            case "ScheduleInform" -> new ScheduleInform(in.unsigned("DelaySeconds"), key);
            case "CancelTransfer" -> new CancelTransfer(key);
            case "GetQueuedTransfers" -> new GetQueuedTransfers();
            case "GetAllQueuedTransfers" -> new GetAllQueuedTransfers();
            default -> new UnknownRequest(bounded(name));
        };
    }

    private CwmpMessage response(String name) throws CwmpDecodeException {
        return switch (name) {
            case "GetParameterValuesResponse" ->
                    new GetParameterValuesResponse(
                            structs.list("ParameterList", parameters::values));
            case "GetParameterNamesResponse" ->
                    new GetParameterNamesResponse(structs.list("ParameterList", parameters::infos));
            case "GetParameterAttributesResponse" ->
                    new GetParameterAttributesResponse(
                            structs.list("ParameterList", parameters::attributes));
            case "GetRPCMethodsResponse" ->
                    new GetRPCMethodsResponse(structs.list("MethodList", parameters::strings));
            case "GetQueuedTransfersResponse" -> transfers.queuedTransfers();
            case "GetAllQueuedTransfersResponse" -> transfers.allQueuedTransfers();
            default -> flatResponse(name);
        };
    }

    private CwmpMessage flatResponse(String name) throws CwmpDecodeException {
        Arguments in = Arguments.read(cursor);
        return switch (name) {
            case "SetParameterValuesResponse" -> new SetParameterValuesResponse(in.status());
            case "SetParameterAttributesResponse" -> new SetParameterAttributesResponse();
            case "AddObjectResponse" -> addObjectResponse(in);
            case "DeleteObjectResponse" -> new DeleteObjectResponse(in.status());
            case "RebootResponse" -> new RebootResponse();
            case "FactoryResetResponse" -> new FactoryResetResponse();
            case "DownloadResponse" ->
                    new DownloadResponse(
                            in.status(), in.time("StartTime"), in.time("CompleteTime"));
            case "UploadResponse" ->
                    new UploadResponse(in.status(), in.time("StartTime"), in.time("CompleteTime"));
            case "ScheduleInformResponse" -> new ScheduleInformResponse();
            case "ScheduleDownloadResponse" -> new ScheduleDownloadResponse();
            case "CancelTransferResponse" -> new CancelTransferResponse();
            case "ChangeDUStateResponse" -> new ChangeDUStateResponse();
            case "InformResponse" -> new InformResponse();
            case "TransferCompleteResponse" -> new TransferCompleteResponse();
            case "AutonomousTransferCompleteResponse" -> new AutonomousTransferCompleteResponse();
            case "RequestDownloadResponse" -> new RequestDownloadResponse();
            case "KickedResponse" -> new KickedResponse(in.text("NextURL"));
            case "DUStateChangeCompleteResponse" -> new DUStateChangeCompleteResponse();
            case "AutonomousDUStateChangeCompleteResponse" ->
                    new AutonomousDUStateChangeCompleteResponse();
            default -> new UnknownResponse(bounded(name));
        };
    }

    /**
     * Without the number nobody can name the new row, and no neutral value would be true: not the
     * answer that was asked for. A fault is no way out, for faults answer requests only.
     */
    private static CwmpMessage addObjectResponse(Arguments in) {
        long number = in.unsigned("InstanceNumber");
        return number < 1
                ? new UnknownResponse("AddObjectResponse")
                : new AddObjectResponse(number, in.status());
    }

    private List<String> strings() throws CwmpDecodeException {
        return structs.list("ParameterNames", parameters::strings);
    }

    private static String bounded(String name) {
        return name.length() <= MAX_METHOD_NAME ? name : name.substring(0, MAX_METHOD_NAME);
    }
}
