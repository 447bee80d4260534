package org.trellis.simulator.usp;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.protobuf.msg.GetSupportedDM;
import org.trellis.protobuf.msg.GetSupportedDMResp;
import org.trellis.protobuf.msg.GetSupportedDMResp.SupportedObjectResult;
import org.trellis.simulator.state.DeviceState;

/** Derives GetSupportedDM from the instances that a device has, and those that it can get. */
final class SupportedModelReply {

    private static final Map<String, Map<String, List<String>>> EVENTS =
            Map.of(
                    "Device.",
                    Map.of("Boot!", List.of("CommandKey", "Cause", "FirmwareUpdated")),
                    "Device.LocalAgent.",
                    Map.of(
                            "Periodic!",
                            List.of(),
                            "TransferComplete!",
                            List.of(
                                    "Command",
                                    "CommandKey",
                                    "Requestor",
                                    "TransferType",
                                    "Affected",
                                    "TransferURL",
                                    "FaultCode",
                                    "FaultString")));

    private SupportedModelReply() {}

    static GetSupportedDMResp of(DeviceState state, GetSupportedDM request) {
        GetSupportedDMResp.Builder response = GetSupportedDMResp.newBuilder();
        Map<String, Map<String, DeviceState.Parameter>> objects = new TreeMap<>();
        Set<String> creatable = new HashSet<>();
        for (String object : state.objectsBelow("Device.")) {
            objects.computeIfAbsent(DeviceState.template(object), o -> new TreeMap<>());
        }
        for (String table : state.creatableTables()) {
            String row = DeviceState.template(table) + "{i}.";
            creatable.add(row);
            objects.computeIfAbsent(DeviceState.template(table), o -> new TreeMap<>());
            objects.computeIfAbsent(row, o -> new TreeMap<>())
                    .putAll(state.columns(table).orElse(Map.of()));
        }
        for (String command : state.commands().keySet()) {
            String object = Commands.objectOf(command);
            if (objects.keySet().stream().anyMatch(o -> o.startsWith(parent(object)))) {
                objects.computeIfAbsent(object, o -> new TreeMap<>());
            }
        }
        state.below("Device.")
                .forEach((path, parameter) -> {
                    int dot = path.lastIndexOf('.') + 1;
                    objects.computeIfAbsent(
                                    DeviceState.template(path.substring(0, dot)),
                                    o -> new TreeMap<>())
                            .put(path.substring(dot), parameter);
                });
        for (String wanted : request.getObjPathsList()) {
            GetSupportedDMResp.RequestedObjectResult.Builder result =
                    GetSupportedDMResp.RequestedObjectResult.newBuilder()
                            .setReqObjPath(wanted)
                            .setDataModelInstUri("urn:broadband-forum-org:tr-181-2-16-0");
            String prefix = DeviceState.template(wanted);
            objects.forEach((object, parameters) -> {
                // A table without rows is shown by its row template only.
                boolean table = objects.containsKey(object + "{i}.");
                if (object.startsWith(prefix) && !table) {
                    result.addSupportedObjs(
                            object(state, request, object, parameters, creatable.contains(object)));
                }
            });
            if (result.getSupportedObjsCount() == 0) {
                result.setErrCode(AgentRpc.INVALID_PATH).setErrMsg("no such object");
            }
            response.addReqObjResults(result);
        }
        return response.build();
    }

    private static SupportedObjectResult object(
            DeviceState state,
            GetSupportedDM request,
            String template,
            Map<String, DeviceState.Parameter> parameters,
            boolean creatable) {
        SupportedObjectResult.Builder object =
                SupportedObjectResult.newBuilder()
                        .setSupportedObjPath(template)
                        .setIsMultiInstance(template.endsWith("{i}."))
                        .setAccess(
                                creatable
                                        ? GetSupportedDMResp.ObjAccessType.OBJ_ADD_DELETE
                                        : GetSupportedDMResp.ObjAccessType.OBJ_READ_ONLY);
        if (request.getReturnParams()) {
            parameters.forEach((name, parameter) ->
                    object.addSupportedParams(
                            GetSupportedDMResp.SupportedParamResult.newBuilder()
                                    .setParamName(name)
                                    .setAccess(
                                            parameter.writable()
                                                    ? GetSupportedDMResp.ParamAccessType
                                                            .PARAM_READ_WRITE
                                                    : GetSupportedDMResp.ParamAccessType
                                                            .PARAM_READ_ONLY)
                                    .setValueType(type(parameter.type()))));
        }
        if (request.getReturnCommands()) {
            state.commands()
                    .forEach((path, command) -> {
                        if (Commands.objectOf(path).equals(template)) {
                            object.addSupportedCommands(command(path, command));
                        }
                    });
        }
        if (request.getReturnEvents()) {
            EVENTS.getOrDefault(template, Map.of())
                    .forEach((name, arguments) ->
                            object.addSupportedEvents(
                                    GetSupportedDMResp.SupportedEventResult.newBuilder()
                                            .setEventName(name)
                                            .addAllArgNames(arguments)));
        }
        return object.build();
    }

    private static GetSupportedDMResp.SupportedCommandResult command(
            String path, DeviceState.Command command) {
        return GetSupportedDMResp.SupportedCommandResult.newBuilder()
                .setCommandName(Commands.nameOf(path))
                .setCommandType(
                        command.asynchronous()
                                ? GetSupportedDMResp.CmdType.CMD_ASYNC
                                : GetSupportedDMResp.CmdType.CMD_SYNC)
                .addAllInputArgNames(command.inputs())
                .addAllOutputArgNames(command.outputs())
                .build();
    }

    private static String parent(String object) {
        return object.substring(0, object.lastIndexOf('.', object.length() - 2) + 1);
    }

    private static GetSupportedDMResp.ParamValueType type(String type) {
        return switch (type) {
            case "boolean" -> GetSupportedDMResp.ParamValueType.PARAM_BOOLEAN;
            case "unsignedInt" -> GetSupportedDMResp.ParamValueType.PARAM_UNSIGNED_INT;
            case "unsignedLong" -> GetSupportedDMResp.ParamValueType.PARAM_UNSIGNED_LONG;
            case "int" -> GetSupportedDMResp.ParamValueType.PARAM_INT;
            case "long" -> GetSupportedDMResp.ParamValueType.PARAM_LONG;
            case "dateTime" -> GetSupportedDMResp.ParamValueType.PARAM_DATE_TIME;
            default -> GetSupportedDMResp.ParamValueType.PARAM_STRING;
        };
    }
}
