package org.trellis.simulator.usp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.trellis.protobuf.msg.Operate;
import org.trellis.protobuf.msg.OperateResp.OperationResult.CommandFailure;
import org.trellis.simulator.state.DeviceState;

/** The commands of an agent: which there are, and what comes of them. */
final class Commands {

    /** Invalid command arguments (TR-369 R-OPR.5). */
    private static final int INVALID_ARGUMENTS = 7027;

    private static final String IMAGE = "Device.DeviceInfo.FirmwareImage.";

    /** What must be told, by the name of the command. */
    private static final Map<String, List<String>> MANDATORY =
            Map.of(
                    "IPPing()", List.of("Host"),
                    "TraceRoute()", List.of("Host"),
                    "DownloadDiagnostics()", List.of("DownloadURL"),
                    "UploadDiagnostics()", List.of("UploadURL", "TestFileLength"),
                    "NSLookupDiagnostics()", List.of("HostName"),
                    "Download()", List.of("URL", "AutoActivate"),
                    "Backup()", List.of("URL"),
                    "Restore()", List.of("URL"),
                    "Upload()", List.of("URL"));

    private final DeviceState state;
    private final BiConsumer<String, String> change;

    /**
     * @param change sets a parameter and tells who wants to know
     */
    Commands(DeviceState state, BiConsumer<String, String> change) {
        this.state = state;
        this.change = change;
    }

    /** Why a command is not even begun; empty if it is. */
    Optional<CommandFailure> refusal(Operate request) {
        String command = request.getCommand();
        String template = DeviceState.template(command);
        boolean ofRow = !template.equals(command);
        if (!state.commands().containsKey(template)
                || (ofRow && !state.hasObject(objectOf(command)))) {
            return Optional.of(failure(AgentRpc.INVALID_PATH, "no such command"));
        }
        for (String name : MANDATORY.getOrDefault(nameOf(command), List.of())) {
            if (input(request, name).isEmpty()) {
                return Optional.of(failure(INVALID_ARGUMENTS, name + " is missing"));
            }
        }
        return Optional.empty();
    }

    boolean isAsynchronous(String command) {
        DeviceState.Command known = state.commands().get(DeviceState.template(command));
        return known != null && known.asynchronous();
    }

    /** Does what was asked for, at once; the time of a real test is only pretended. */
    Outcome carryOut(Operate request) {
        String command = request.getCommand();
        String object = objectOf(command);
        return switch (nameOf(command)) {
            case "IPPing()" -> new Outcome.Done(Measurements.ping(request.getInputArgsMap()));
            case "TraceRoute()" -> new Outcome.Done(Measurements.trace(request.getInputArgsMap()));
            case "DownloadDiagnostics()" ->
                    new Outcome.Done(Measurements.download(request.getInputArgsMap()));
            case "UploadDiagnostics()" ->
                    new Outcome.Done(Measurements.upload(request.getInputArgsMap()));
            case "NSLookupDiagnostics()" ->
                    new Outcome.Done(Measurements.lookup(request.getInputArgsMap()));
            case "NeighboringWiFiDiagnostic()" -> new Outcome.Done(Measurements.neighbours());
            case "SelfTestDiagnostics()" ->
                    new Outcome.Done(Map.of("Status", "Complete", "Results", "passed"));
            case "Download()" -> download(request, object);
            case "Activate()" -> activate(object);
            case "Restore()" -> Transfers.get(input(request, "URL"));
            case "Backup()" -> Transfers.put(input(request, "URL"), configuration());
            case "Upload()" -> Transfers.put(input(request, "URL"), "boot ok\n");
            default -> new Outcome.Done(Map.of("Status", "Success"));
        };
    }

    /** Whether the device restarts when the operation has ended so. */
    static boolean restarts(Operate request, Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return false;
        }
        return switch (nameOf(request.getCommand())) {
            case "Activate()", "Restore()" -> true;
            case "Download()" -> isTrue(input(request, "AutoActivate"));
            default -> false;
        };
    }

    /** What {@code TransferComplete!} tells of the operation; empty if it was no transfer. */
    static Map<String, String> transfer(Operate request, Outcome outcome) {
        String url = input(request, "URL");
        if (url.isEmpty()) {
            return Map.of();
        }
        Outcome.Failed fault = outcome instanceof Outcome.Failed failed ? failed : null;
        String name = nameOf(request.getCommand());
        boolean upload = name.equals("Backup()") || name.equals("Upload()");
        return Map.of(
                "Command",
                request.getCommand(),
                "CommandKey",
                input(request, "CommandKey"),
                "Requestor",
                "",
                "TransferType",
                upload ? "Upload" : "Download",
                "Affected",
                objectOf(request.getCommand()),
                "TransferURL",
                url,
                "FaultCode",
                fault == null ? "0" : Integer.toString(fault.code()),
                "FaultString",
                fault == null ? "" : fault.message());
    }

    private Outcome download(Operate request, String image) {
        change.accept(image + "Status", "Downloading");
        Outcome outcome = Transfers.get(input(request, "URL"));
        if (outcome instanceof Outcome.Failed) {
            change.accept(image + "Status", "DownloadFailed");
            return outcome;
        }
        change.accept(image + "Version", Transfers.version(input(request, "URL")));
        change.accept(image + "Status", "Available");
        return isTrue(input(request, "AutoActivate")) ? activate(image) : outcome;
    }

    private Outcome activate(String image) {
        for (String row : state.objectsBelow(IMAGE)) {
            if (state.get(row + "Status").isPresent()) {
                change.accept(row + "Status", row.equals(image) ? "Active" : "Available");
            }
        }
        String reference = image.substring(0, image.length() - 1);
        change.accept("Device.DeviceInfo.ActiveFirmwareImage", reference);
        change.accept("Device.DeviceInfo.BootFirmwareImage", reference);
        change.accept("Device.DeviceInfo.SoftwareVersion", state.text(image + "Version"));
        return new Outcome.Done(Map.of());
    }

    private String configuration() {
        StringBuilder out = new StringBuilder();
        state.below("")
                .forEach((path, parameter) -> {
                    if (parameter.writable()) {
                        out.append(path).append('=').append(parameter.value()).append('\n');
                    }
                });
        return out.toString();
    }

    static String nameOf(String command) {
        return command.substring(command.lastIndexOf('.') + 1);
    }

    static String objectOf(String command) {
        return command.substring(0, command.lastIndexOf('.') + 1);
    }

    private static String input(Operate request, String name) {
        return request.getInputArgsOrDefault(name, "");
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

    private static CommandFailure failure(int code, String message) {
        return CommandFailure.newBuilder().setErrCode(code).setErrMsg(message).build();
    }
}
