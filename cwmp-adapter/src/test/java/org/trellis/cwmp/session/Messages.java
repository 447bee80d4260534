package org.trellis.cwmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trellis.cwmp.message.AddObject;
import org.trellis.cwmp.message.AddObjectResponse;
import org.trellis.cwmp.message.ApplyStatus;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.ChangeDUStateResponse;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.cwmp.message.DeleteObjectResponse;
import org.trellis.cwmp.message.DeploymentUnit;
import org.trellis.cwmp.message.DeviceIdStruct;
import org.trellis.cwmp.message.Download;
import org.trellis.cwmp.message.DownloadResponse;
import org.trellis.cwmp.message.EventStruct;
import org.trellis.cwmp.message.FactoryResetResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.FaultSide;
import org.trellis.cwmp.message.FaultStruct;
import org.trellis.cwmp.message.GetParameterNames;
import org.trellis.cwmp.message.GetParameterNamesResponse;
import org.trellis.cwmp.message.GetParameterValues;
import org.trellis.cwmp.message.GetParameterValuesResponse;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.OpResultStruct;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.ParameterInfoStruct;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.Reboot;
import org.trellis.cwmp.message.RebootResponse;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesResponse;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SetParameterValuesFault;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.cwmp.message.TransferComplete;
import org.trellis.cwmp.message.TransferOutcome;
import org.trellis.cwmp.message.UnknownRequest;
import org.trellis.cwmp.message.Upload;
import org.trellis.cwmp.message.UploadResponse;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;

/** Messages as a script writes them. */
final class Messages {

    private Messages() {}

    static CwmpMessage of(String text, DataModelRoot root, Optional<String> parameterKey) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s+")));
        String name = words.removeFirst();
        return switch (name) {
            case "Inform" -> inform(text.substring(name.length()).strip(), root, parameterKey);
            case "GetRPCMethods" -> new GetRPCMethods();
            case "TransferComplete" ->
                    new TransferComplete(
                            words.getFirst(),
                            new TransferOutcome(
                                    new FaultStruct(
                                            new FaultCode(Integer.parseInt(words.get(1))), ""),
                                    new CwmpTime("2026-11-24T12:00:00Z"),
                                    new CwmpTime("2026-11-24T12:00:01Z")));
            case "DUStateChangeComplete" ->
                    new DUStateChangeComplete(
                            List.of(module(words, Optional.empty())),
                            words.getFirst().equals("-") ? "" : words.getFirst());
            case "AutonomousDUStateChangeComplete" ->
                    new AutonomousDUStateChangeComplete(
                            List.of(module(words, Optional.of(words.getFirst()))));
            case "Changing" -> new ChangeDUStateResponse();
            case "Fault" -> fault(words);
            case "Values" ->
                    new GetParameterValuesResponse(words.stream().map(Messages::value).toList());
            case "Names" ->
                    new GetParameterNamesResponse(
                            words.stream()
                                    .map(w ->
                                            new ParameterInfoStruct(
                                                    w.replaceAll(":rw$", ""), w.endsWith(":rw")))
                                    .toList());
            case "Set" -> new SetParameterValuesResponse(status(words));
            case "Added" ->
                    new AddObjectResponse(Long.parseLong(words.getFirst()), ApplyStatus.APPLIED);
            case "Methods" -> new GetRPCMethodsResponse(words);
            case "Watched" -> new SetParameterAttributesResponse();
            case "Deleted" -> new DeleteObjectResponse(ApplyStatus.APPLIED);
            case "Downloading" ->
                    new DownloadResponse(status(words), CwmpTime.UNKNOWN, CwmpTime.UNKNOWN);
            case "Uploading" ->
                    new UploadResponse(status(words), CwmpTime.UNKNOWN, CwmpTime.UNKNOWN);
            case "Rebooting" -> new RebootResponse();
            case "Resetting" -> new FactoryResetResponse();
            default -> new UnknownRequest(name);
        };
    }

    private static OpResultStruct module(List<String> words, Optional<String> operation) {
        return new OpResultStruct(
                new DeploymentUnit(words.get(2), words.get(3), "1.0", ""),
                words.get(1),
                true,
                new TransferOutcome(
                        new FaultStruct(new FaultCode(Integer.parseInt(words.get(4))), ""),
                        new CwmpTime("2026-11-24T12:00:00Z"),
                        new CwmpTime("2026-11-24T12:00:01Z")),
                operation);
    }

    private static ApplyStatus status(List<String> words) {
        return words.contains("1") ? ApplyStatus.PENDING : ApplyStatus.APPLIED;
    }

    private static Inform inform(String events, DataModelRoot root, Optional<String> parameterKey) {
        List<EventStruct> list =
                events.isEmpty()
                        ? List.of()
                        : Arrays.stream(events.split("\\s*,\\s*"))
                                .map(e -> {
                                    int at = e.indexOf(':');
                                    return at < 0
                                            ? new EventStruct(e, "")
                                            : new EventStruct(
                                                    e.substring(0, at), e.substring(at + 1));
                                })
                                .toList();
        String info = root.prefix() + "DeviceInfo.";
        List<ParameterValueStruct> parameters = new ArrayList<>();
        parameters.add(
                ParameterValueStruct.of(info + "SoftwareVersion", ParameterType.STRING, "1.0"));
        parameters.add(
                ParameterValueStruct.of(info + "HardwareVersion", ParameterType.STRING, "A"));
        parameterKey.ifPresent(key ->
                parameters.add(
                        ParameterValueStruct.of(
                                root.prefix() + "ManagementServer.ParameterKey",
                                ParameterType.STRING,
                                key)));
        return new Inform(
                new DeviceIdStruct("Acme", "0014A5", "HG100", "ONE"),
                list,
                1,
                new CwmpTime("2026-11-24T12:00:00Z"),
                0,
                parameters);
    }

    private static Fault fault(List<String> words) {
        List<SetParameterValuesFault> parameters = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int at = word.indexOf('=');
            parameters.add(
                    new SetParameterValuesFault(
                            word.substring(0, at),
                            new FaultCode(Integer.parseInt(word.substring(at + 1))),
                            ""));
        }
        return new Fault(
                FaultSide.CLIENT,
                new FaultCode(Integer.parseInt(words.getFirst())),
                "",
                parameters);
    }

    /** {@code path=text} is a string, {@code path:boolean=1} says its type. */
    private static ParameterValueStruct value(String word) {
        int at = word.indexOf('=');
        String path = word.substring(0, at);
        int colon = path.indexOf(':');
        return colon < 0
                ? new ParameterValueStruct(path, "xsd:string", word.substring(at + 1))
                : new ParameterValueStruct(
                        path.substring(0, colon),
                        "xsd:" + path.substring(colon + 1),
                        word.substring(at + 1));
    }

    private static String attribute(SetParameterAttributesStruct attribute) {
        assertThat(attribute.notificationChange()).isTrue();
        assertThat(attribute.accessListChange()).isFalse();
        return attribute.name() + "=" + attribute.notification();
    }

    static String text(CwmpMessage message) {
        return switch (message) {
            case GetParameterValues(var names) -> "GetParameterValues " + String.join(" ", names);
            case GetParameterNames(var path, var next) ->
                    "GetParameterNames " + path + " " + (next ? "next" : "all");
            case SetParameterValues(var list, _) ->
                    "SetParameterValues "
                            + String.join(
                                    " ",
                                    list.stream()
                                            .map(p ->
                                                    p.name()
                                                            + ":"
                                                            + p.type().substring(4)
                                                            + "="
                                                            + (p.name()
                                                                            .endsWith(
                                                                                    "ConnectionRequestPassword")
                                                                    ? "***"
                                                                    : p.value()))
                                            .toList());
            case SetParameterAttributes(var list) ->
                    "SetParameterAttributes "
                            + String.join(" ", list.stream().map(Messages::attribute).toList());
            case AddObject(var name, var key) -> "AddObject " + name + " " + key;
            case DeleteObject(var name, _) -> "DeleteObject " + name;
            case Reboot(var key) -> "Reboot " + key;
            case Download(var key, var type, var location, var size, var name, var _) ->
                    "Download %s %s %s %d %s"
                            .formatted(key, type, location.url(), size, name)
                            .strip();
            case Upload(var key, var type, var location, var _) ->
                    "Upload %s %s %s".formatted(key, type, location.url());
            case ChangeDUState(var operations, var key) ->
                    "ChangeDUState %s %s".formatted(key, operation(operations.getFirst()));
            case Fault fault -> "Fault " + fault.code().value();
            case org.trellis.cwmp.message.AcsRequest other -> other.method();
            case CwmpMessage other -> other.getClass().getSimpleName();
        };
    }

    private static String operation(OperationStruct operation) {
        return switch (operation) {
            case OperationStruct.Install(var location, var uuid, var environment) ->
                    "install %s %s %s".formatted(location.url(), uuid, environment).strip();
            case OperationStruct.Update(var uuid, var version, var location) ->
                    "update %s %s %s".formatted(uuid, version, location.url()).strip();
            case OperationStruct.Uninstall(var uuid, var version, var environment) ->
                    "uninstall %s %s %s".formatted(uuid, version, environment).strip();
        };
    }
}
