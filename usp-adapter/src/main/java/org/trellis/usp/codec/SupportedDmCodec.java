package org.trellis.usp.codec;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterType;
import org.trellis.protobuf.msg.GetSupportedDMResp;
import org.trellis.protobuf.msg.GetSupportedDMResp.CmdType;
import org.trellis.protobuf.msg.GetSupportedDMResp.ObjAccessType;
import org.trellis.protobuf.msg.GetSupportedDMResp.ParamAccessType;
import org.trellis.protobuf.msg.GetSupportedDMResp.ParamValueType;
import org.trellis.protobuf.msg.GetSupportedDMResp.SupportedObjectResult;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.SupportedDmResult;
import org.trellis.usp.message.SupportedObject;
import org.trellis.usp.message.SupportedObject.CommandType;

/** GetSupportedDMResp. Values that the schema does not know become the cautious ones. */
final class SupportedDmCodec {

    private SupportedDmCodec() {}

    static Response decode(GetSupportedDMResp wire) {
        return new Response.SupportedDm(
                wire.getReqObjResultsList().stream()
                        .map(r ->
                                new SupportedDmResult(
                                        r.getReqObjPath(),
                                        ResponseCodec.fault(r.getErrCode(), r.getErrMsg()),
                                        r.getDataModelInstUri(),
                                        r.getSupportedObjsList().stream()
                                                .map(SupportedDmCodec::object)
                                                .toList()))
                        .toList());
    }

    private static SupportedObject object(SupportedObjectResult wire) {
        return new SupportedObject(
                wire.getSupportedObjPath(),
                wire.getAccess() == ObjAccessType.OBJ_ADD_DELETE
                        || wire.getAccess() == ObjAccessType.OBJ_ADD_ONLY,
                wire.getAccess() == ObjAccessType.OBJ_ADD_DELETE
                        || wire.getAccess() == ObjAccessType.OBJ_DELETE_ONLY,
                wire.getIsMultiInstance(),
                wire.getSupportedParamsList().stream()
                        .map(p ->
                                new SupportedObject.Parameter(
                                        p.getParamName(),
                                        p.getAccess() != ParamAccessType.PARAM_WRITE_ONLY,
                                        p.getAccess() == ParamAccessType.PARAM_READ_WRITE
                                                || p.getAccess()
                                                        == ParamAccessType.PARAM_WRITE_ONLY,
                                        type(p.getValueType())))
                        .toList(),
                wire.getSupportedCommandsList().stream()
                        .map(c ->
                                new SupportedObject.Command(
                                        c.getCommandName(),
                                        type(c.getCommandType()),
                                        c.getInputArgNamesList(),
                                        c.getOutputArgNamesList()))
                        .toList(),
                wire.getSupportedEventsList().stream()
                        .map(e -> new SupportedObject.Event(e.getEventName(), e.getArgNamesList()))
                        .toList(),
                wire.getDivergentPathsList(),
                wire.getUniqueKeySetsList().stream()
                        .map(k -> List.<String>copyOf(k.getKeyNamesList()))
                        .toList());
    }

    static GetSupportedDMResp encode(Response.SupportedDm supported) {
        GetSupportedDMResp.Builder wire = GetSupportedDMResp.newBuilder();
        for (SupportedDmResult path : supported.results()) {
            GetSupportedDMResp.RequestedObjectResult.Builder result =
                    GetSupportedDMResp.RequestedObjectResult.newBuilder()
                            .setReqObjPath(path.path())
                            .setDataModelInstUri(path.modelUri());
            path.fault().ifPresent(f -> result.setErrCode(f.code()).setErrMsg(f.message()));
            path.objects().forEach(o -> result.addSupportedObjs(encode(o)));
            wire.addReqObjResults(result);
        }
        return wire.build();
    }

    private static SupportedObjectResult encode(SupportedObject object) {
        SupportedObjectResult.Builder wire =
                SupportedObjectResult.newBuilder()
                        .setSupportedObjPath(object.path())
                        .setAccess(access(object))
                        .setIsMultiInstance(object.multiInstance())
                        .addAllDivergentPaths(object.divergent());
        for (SupportedObject.Parameter parameter : object.parameters()) {
            wire.addSupportedParams(
                    GetSupportedDMResp.SupportedParamResult.newBuilder()
                            .setParamName(parameter.name())
                            .setAccess(access(parameter))
                            .setValueType(
                                    parameter
                                            .type()
                                            .map(SupportedDmCodec::type)
                                            .orElse(ParamValueType.PARAM_UNKNOWN)));
        }
        for (SupportedObject.Command command : object.commands()) {
            wire.addSupportedCommands(
                    GetSupportedDMResp.SupportedCommandResult.newBuilder()
                            .setCommandName(command.name())
                            .setCommandType(type(command.type()))
                            .addAllInputArgNames(command.input())
                            .addAllOutputArgNames(command.output()));
        }
        for (SupportedObject.Event event : object.events()) {
            wire.addSupportedEvents(
                    GetSupportedDMResp.SupportedEventResult.newBuilder()
                            .setEventName(event.name())
                            .addAllArgNames(event.arguments()));
        }
        for (List<String> keys : object.uniqueKeys()) {
            wire.addUniqueKeySets(
                    GetSupportedDMResp.SupportedUniqueKeySet.newBuilder().addAllKeyNames(keys));
        }
        return wire.build();
    }

    private static ObjAccessType access(SupportedObject object) {
        if (object.canAdd()) {
            return object.canDelete() ? ObjAccessType.OBJ_ADD_DELETE : ObjAccessType.OBJ_ADD_ONLY;
        }
        return object.canDelete() ? ObjAccessType.OBJ_DELETE_ONLY : ObjAccessType.OBJ_READ_ONLY;
    }

    private static ParamAccessType access(SupportedObject.Parameter parameter) {
        if (!parameter.writable()) {
            return ParamAccessType.PARAM_READ_ONLY;
        }
        return parameter.readable()
                ? ParamAccessType.PARAM_READ_WRITE
                : ParamAccessType.PARAM_WRITE_ONLY;
    }

    private static CommandType type(CmdType wire) {
        return switch (wire) {
            case CMD_SYNC -> CommandType.SYNC;
            case CMD_ASYNC -> CommandType.ASYNC;
            case CMD_UNKNOWN, UNRECOGNIZED -> CommandType.UNKNOWN;
        };
    }

    private static CmdType type(CommandType type) {
        return switch (type) {
            case SYNC -> CmdType.CMD_SYNC;
            case ASYNC -> CmdType.CMD_ASYNC;
            case UNKNOWN -> CmdType.CMD_UNKNOWN;
        };
    }

    private static Optional<ParameterType> type(ParamValueType wire) {
        return switch (wire) {
            case PARAM_BASE_64 -> Optional.of(ParameterType.BASE64);
            case PARAM_BOOLEAN -> Optional.of(ParameterType.BOOLEAN);
            case PARAM_DATE_TIME -> Optional.of(ParameterType.DATE_TIME);
            case PARAM_DECIMAL -> Optional.of(ParameterType.DECIMAL);
            case PARAM_HEX_BINARY -> Optional.of(ParameterType.HEX_BINARY);
            case PARAM_INT -> Optional.of(ParameterType.INT);
            case PARAM_LONG -> Optional.of(ParameterType.LONG);
            case PARAM_STRING -> Optional.of(ParameterType.STRING);
            case PARAM_UNSIGNED_INT -> Optional.of(ParameterType.UNSIGNED_INT);
            case PARAM_UNSIGNED_LONG -> Optional.of(ParameterType.UNSIGNED_LONG);
            case PARAM_UNKNOWN, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static ParamValueType type(ParameterType type) {
        return switch (type) {
            case BASE64 -> ParamValueType.PARAM_BASE_64;
            case BOOLEAN -> ParamValueType.PARAM_BOOLEAN;
            case DATE_TIME -> ParamValueType.PARAM_DATE_TIME;
            case DECIMAL -> ParamValueType.PARAM_DECIMAL;
            case HEX_BINARY -> ParamValueType.PARAM_HEX_BINARY;
            case INT -> ParamValueType.PARAM_INT;
            case LONG -> ParamValueType.PARAM_LONG;
            case STRING -> ParamValueType.PARAM_STRING;
            case UNSIGNED_INT -> ParamValueType.PARAM_UNSIGNED_INT;
            case UNSIGNED_LONG -> ParamValueType.PARAM_UNSIGNED_LONG;
        };
    }
}
