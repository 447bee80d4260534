package org.trellis.cwmp.codec;

import java.util.List;
import org.trellis.cwmp.message.ArgStruct;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.AutonomousTransferComplete;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.EventStruct;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.Kicked;
import org.trellis.cwmp.message.OpResultStruct;
import org.trellis.cwmp.message.RequestDownload;
import org.trellis.cwmp.message.TransferComplete;
import org.trellis.cwmp.message.UnknownRequest;

/** Writes what a CPE asks. The ACS only reads these; proxying and tests write them. */
final class CpeRequestWriter {

    private CpeRequestWriter() {}

    static void write(CpeRequest request, XmlWriter out) {
        String element = "cwmp:" + request.method();
        out.open(element);
        switch (request) {
            case GetRPCMethods _, UnknownRequest _ -> {
                // no arguments
            }
            case Inform inform -> inform(inform, out);
            case TransferComplete complete -> {
                out.leaf("CommandKey", complete.commandKey());
                ListWriter.outcome(complete.outcome(), out);
            }
            case AutonomousTransferComplete complete -> {
                out.leaf("AnnounceURL", complete.announceUrl())
                        .leaf("TransferURL", complete.transferUrl())
                        .leaf("IsDownload", complete.download());
                ListWriter.file(complete.file(), out);
                ListWriter.outcome(complete.outcome(), out);
            }
            case RequestDownload download -> requestDownload(download, out);
            case Kicked kicked ->
                    out.leaf("Command", kicked.command())
                            .leaf("Referer", kicked.referer())
                            .leaf("Arg", kicked.arg())
                            .leaf("Next", kicked.next());
            case DUStateChangeComplete complete -> {
                results(complete.results(), out);
                out.leaf("CommandKey", complete.commandKey());
            }
            case AutonomousDUStateChangeComplete complete -> results(complete.results(), out);
        }
        out.close(element);
    }

    private static void inform(Inform inform, XmlWriter out) {
        out.open("DeviceId")
                .leaf("Manufacturer", inform.deviceId().manufacturer())
                .leaf("OUI", inform.deviceId().oui())
                .leaf("ProductClass", inform.deviceId().productClass())
                .leaf("SerialNumber", inform.deviceId().serialNumber())
                .close("DeviceId")
                .openArray("Event", "cwmp:EventStruct", inform.events().size());
        for (EventStruct event : inform.events()) {
            out.open("EventStruct")
                    .leaf("EventCode", event.eventCode())
                    .leaf("CommandKey", event.commandKey())
                    .close("EventStruct");
        }
        out.close("Event")
                .leaf("MaxEnvelopes", inform.maxEnvelopes())
                .leaf("CurrentTime", inform.currentTime().text())
                .leaf("RetryCount", inform.retryCount());
        ListWriter.values(inform.parameterList(), out);
    }

    private static void requestDownload(RequestDownload download, XmlWriter out) {
        out.leaf("FileType", download.fileType())
                .openArray("FileTypeArg", "cwmp:ArgStruct", download.fileTypeArgs().size());
        for (ArgStruct argument : download.fileTypeArgs()) {
            out.open("ArgStruct")
                    .leaf("Name", argument.name())
                    .leaf("Value", argument.value())
                    .close("ArgStruct");
        }
        out.close("FileTypeArg");
    }

    private static void results(List<OpResultStruct> results, XmlWriter out) {
        for (OpResultStruct result : results) {
            out.open("Results")
                    .leaf("UUID", result.unit().uuid())
                    .leaf("DeploymentUnitRef", result.unit().reference())
                    .leaf("Version", result.unit().version())
                    .leaf("CurrentState", result.currentState())
                    .leaf("Resolved", result.resolved())
                    .leaf("ExecutionUnitRefList", result.unit().executionUnitRefs());
            ListWriter.times(result.outcome(), out);
            ListWriter.fault(result.outcome(), "Fault", out);
            result.operationPerformed()
                    .ifPresent(performed -> out.leaf("OperationPerformed", performed));
            out.close("Results");
        }
    }
}
