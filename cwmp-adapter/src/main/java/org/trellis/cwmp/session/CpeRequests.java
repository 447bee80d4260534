package org.trellis.cwmp.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.cwmp.message.AcsResponse;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.AutonomousDUStateChangeCompleteResponse;
import org.trellis.cwmp.message.AutonomousTransferComplete;
import org.trellis.cwmp.message.AutonomousTransferCompleteResponse;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.DUStateChangeCompleteResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.FaultStruct;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.Kicked;
import org.trellis.cwmp.message.RequestDownload;
import org.trellis.cwmp.message.RequestDownloadResponse;
import org.trellis.cwmp.message.TransferComplete;
import org.trellis.cwmp.message.TransferCompleteResponse;
import org.trellis.cwmp.message.TransferOutcome;
import org.trellis.cwmp.message.UnknownRequest;
import org.trellis.model.PathError;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Report;

/** What a CPE may ask within a session, besides the Inform (TR-069 A.3.3, A.4.2). */
final class CpeRequests {

    private static final GetRPCMethodsResponse METHODS =
            new GetRPCMethodsResponse(
                    List.of(
                            "Inform",
                            "GetRPCMethods",
                            "TransferComplete",
                            "AutonomousTransferComplete",
                            "RequestDownload",
                            "DUStateChangeComplete",
                            "AutonomousDUStateChangeComplete"));

    private CpeRequests() {}

    /** The answer, and what has to be stored before it. */
    record Handled(AcsResponse response, Optional<Delivery> report) {}

    /**
     * @param device empty if it may not tell us anything: it is put off and will say it again
     */
    static Handled handle(CpeRequest request, Optional<DeviceContext> device) {
        return switch (request) {
            case GetRPCMethods _ -> new Handled(METHODS, Optional.empty());
            case TransferComplete transfer ->
                    taken(device, new TransferCompleteResponse(), _ -> ended(transfer));
            case AutonomousTransferComplete transfer ->
                    taken(
                            device,
                            new AutonomousTransferCompleteResponse(),
                            _ -> autonomous(transfer));
            case RequestDownload wish ->
                    taken(device, new RequestDownloadResponse(), _ -> wished(wish));
            case DUStateChangeComplete complete ->
                    taken(
                            device,
                            new DUStateChangeCompleteResponse(),
                            known -> ModuleReports.ended(complete, known.translator()));
            case AutonomousDUStateChangeComplete complete ->
                    taken(
                            device,
                            new AutonomousDUStateChangeCompleteResponse(),
                            known -> ModuleReports.autonomous(complete, known.translator()));
            case Inform _, Kicked _, UnknownRequest _ ->
                    new Handled(Fault.of(FaultCode.ACS_METHOD_NOT_SUPPORTED), Optional.empty());
        };
    }

    private static Handled taken(
            Optional<DeviceContext> device,
            AcsResponse response,
            Function<DeviceContext, Delivery> told) {
        return device.map(known -> new Handled(response, Optional.of(told.apply(known))))
                .orElseGet(() ->
                        new Handled(Fault.of(FaultCode.ACS_REQUEST_DENIED), Optional.empty()));
    }

    private static Delivery ended(TransferComplete transfer) {
        TransferOutcome outcome = transfer.outcome();
        Report.TransferComplete report =
                new Report.TransferComplete(
                        transfer.commandKey(), times(outcome), errors(outcome.fault()));
        // Said again after a lost answer; without a key and a time two transfers look alike.
        boolean distinct =
                !transfer.commandKey().isEmpty()
                        && outcome.completeTime().kind() == CwmpTime.Kind.ABSOLUTE;
        return new Delivery(
                List.of(report),
                distinct
                        ? Optional.of(
                                "transfer:"
                                        + transfer.commandKey()
                                        + ":"
                                        + outcome.completeTime().text())
                        : Optional.empty());
    }

    private static Map<String, String> times(TransferOutcome outcome) {
        Map<String, String> times = new LinkedHashMap<>();
        times.put("StartTime", outcome.startTime().text());
        times.put("CompleteTime", outcome.completeTime().text());
        return times;
    }

    private static List<PathError> errors(FaultStruct fault) {
        return fault.success() ? List.of() : List.of(Faults.error("", fault.code(), fault.text()));
    }

    private static Delivery autonomous(AutonomousTransferComplete transfer) {
        Map<String, String> data = new LinkedHashMap<>(times(transfer.outcome()));
        data.put("TransferURL", transfer.transferUrl());
        data.put("TransferType", transfer.download() ? "Download" : "Upload");
        data.put("FaultCode", Integer.toString(transfer.outcome().fault().code().value()));
        return Delivery.of(new Report.DeviceEvent("AutonomousTransferComplete", data));
    }

    private static Delivery wished(RequestDownload wish) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("FileType", wish.fileType());
        wish.fileTypeArgs().forEach(a -> data.putIfAbsent(a.name(), a.value()));
        return Delivery.of(new Report.DeviceEvent("RequestDownload", data));
    }
}
