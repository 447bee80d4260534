package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.AddObjectResponse;
import org.trellis.cwmp.message.AllQueuedTransferStruct;
import org.trellis.cwmp.message.ApplyStatus;
import org.trellis.cwmp.message.CancelTransferResponse;
import org.trellis.cwmp.message.ChangeDUStateResponse;
import org.trellis.cwmp.message.CpeResponse;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DeleteObjectResponse;
import org.trellis.cwmp.message.DownloadResponse;
import org.trellis.cwmp.message.FactoryResetResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.GetAllQueuedTransfersResponse;
import org.trellis.cwmp.message.GetParameterAttributesResponse;
import org.trellis.cwmp.message.GetParameterNamesResponse;
import org.trellis.cwmp.message.GetParameterValuesResponse;
import org.trellis.cwmp.message.GetQueuedTransfersResponse;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.cwmp.message.ParameterAttributeStruct;
import org.trellis.cwmp.message.ParameterInfoStruct;
import org.trellis.cwmp.message.QueuedTransferStruct;
import org.trellis.cwmp.message.RebootResponse;
import org.trellis.cwmp.message.ScheduleDownloadResponse;
import org.trellis.cwmp.message.ScheduleInformResponse;
import org.trellis.cwmp.message.SetParameterAttributesResponse;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.cwmp.message.UnknownResponse;
import org.trellis.cwmp.message.UploadResponse;

/** Writes what a CPE answers. The ACS only reads these; proxying and tests write them. */
final class CpeResponseWriter {

    private CpeResponseWriter() {}

    static void write(CpeResponse response, XmlWriter out) {
        switch (response) {
            case Fault fault -> FaultWriter.write(fault, out);
            case UnknownResponse unknown ->
                    out.open("cwmp:" + unknown.name()).close("cwmp:" + unknown.name());
            case SetParameterValuesResponse set -> status(set, set.status(), out);
            case DeleteObjectResponse delete -> status(delete, delete.status(), out);
            case AddObjectResponse add -> {
                open(add, out);
                out.leaf("InstanceNumber", add.instanceNumber())
                        .leaf("Status", add.status().ordinal());
                close(add, out);
            }
            case DownloadResponse download ->
                    transfer(
                            download,
                            download.status(),
                            download.startTime(),
                            download.completeTime(),
                            out);
            case UploadResponse upload ->
                    transfer(
                            upload,
                            upload.status(),
                            upload.startTime(),
                            upload.completeTime(),
                            out);
            case GetRPCMethodsResponse methods -> {
                open(methods, out);
                ListWriter.strings("MethodList", methods.methodList(), out);
                close(methods, out);
            }
            case GetParameterValuesResponse values -> {
                open(values, out);
                ListWriter.values(values.parameterList(), out);
                close(values, out);
            }
            case GetParameterNamesResponse names -> names(names, out);
            case GetParameterAttributesResponse attributes -> attributes(attributes, out);
            case GetQueuedTransfersResponse queued -> queued(queued, out);
            case GetAllQueuedTransfersResponse queued -> allQueued(queued, out);
            case SetParameterAttributesResponse _,
                    RebootResponse _,
                    FactoryResetResponse _,
                    ScheduleInformResponse _,
                    ScheduleDownloadResponse _,
                    CancelTransferResponse _,
                    ChangeDUStateResponse _ -> {
                open(response, out);
                close(response, out);
            }
        }
    }

    private static void open(CpeResponse response, XmlWriter out) {
        out.open("cwmp:" + response.method() + "Response");
    }

    private static void close(CpeResponse response, XmlWriter out) {
        out.close("cwmp:" + response.method() + "Response");
    }

    private static void status(CpeResponse response, ApplyStatus status, XmlWriter out) {
        open(response, out);
        out.leaf("Status", status.ordinal());
        close(response, out);
    }

    private static void transfer(
            CpeResponse response,
            ApplyStatus status,
            CwmpTime start,
            CwmpTime complete,
            XmlWriter out) {
        open(response, out);
        out.leaf("Status", status.ordinal())
                .leaf("StartTime", start.text())
                .leaf("CompleteTime", complete.text());
        close(response, out);
    }

    private static void names(GetParameterNamesResponse names, XmlWriter out) {
        open(names, out);
        out.openArray("ParameterList", "cwmp:ParameterInfoStruct", names.parameterList().size());
        for (ParameterInfoStruct info : names.parameterList()) {
            out.open("ParameterInfoStruct")
                    .leaf("Name", info.name())
                    .leaf("Writable", info.writable())
                    .close("ParameterInfoStruct");
        }
        out.close("ParameterList");
        close(names, out);
    }

    private static void attributes(GetParameterAttributesResponse response, XmlWriter out) {
        open(response, out);
        out.openArray(
                "ParameterList", "cwmp:ParameterAttributeStruct", response.parameterList().size());
        for (ParameterAttributeStruct attributes : response.parameterList()) {
            out.open("ParameterAttributeStruct")
                    .leaf("Name", attributes.name())
                    .leaf("Notification", attributes.notification());
            ListWriter.strings("AccessList", attributes.accessList(), out);
            out.close("ParameterAttributeStruct");
        }
        out.close("ParameterList");
        close(response, out);
    }

    private static void queued(GetQueuedTransfersResponse response, XmlWriter out) {
        open(response, out);
        out.openArray("TransferList", "cwmp:QueuedTransferStruct", response.transferList().size());
        for (QueuedTransferStruct transfer : response.transferList()) {
            out.open("QueuedTransferStruct")
                    .leaf("CommandKey", transfer.commandKey())
                    .leaf("State", transfer.state())
                    .close("QueuedTransferStruct");
        }
        out.close("TransferList");
        close(response, out);
    }

    private static void allQueued(GetAllQueuedTransfersResponse response, XmlWriter out) {
        open(response, out);
        out.openArray(
                "TransferList", "cwmp:AllQueuedTransferStruct", response.transferList().size());
        for (AllQueuedTransferStruct transfer : response.transferList()) {
            out.open("AllQueuedTransferStruct")
                    .leaf("CommandKey", transfer.commandKey())
                    .leaf("State", transfer.state())
                    .leaf("IsDownload", transfer.download());
            ListWriter.file(transfer.file(), out);
            out.close("AllQueuedTransferStruct");
        }
        out.close("TransferList");
        close(response, out);
    }
}
