package org.trellis.usp.codec;

import java.util.List;
import org.trellis.protobuf.msg.Add;
import org.trellis.protobuf.msg.Delete;
import org.trellis.protobuf.msg.Deregister;
import org.trellis.protobuf.msg.Get;
import org.trellis.protobuf.msg.GetInstances;
import org.trellis.protobuf.msg.GetSupportedDM;
import org.trellis.protobuf.msg.GetSupportedProtocol;
import org.trellis.protobuf.msg.Operate;
import org.trellis.protobuf.msg.Register;
import org.trellis.protobuf.msg.Set;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Request.ObjectSettings;
import org.trellis.usp.message.Request.Setting;

/** The requests. */
final class RequestCodec {

    private RequestCodec() {}

    static Request decode(org.trellis.protobuf.msg.Request wire) {
        return switch (wire.getReqTypeCase()) {
            case GET ->
                    new Request.Get(wire.getGet().getParamPathsList(), wire.getGet().getMaxDepth());
            case GET_SUPPORTED_DM -> decode(wire.getGetSupportedDm());
            case GET_INSTANCES ->
                    new Request.GetInstances(
                            wire.getGetInstances().getObjPathsList(),
                            wire.getGetInstances().getFirstLevelOnly());
            case SET -> decode(wire.getSet());
            case ADD -> decode(wire.getAdd());
            case DELETE ->
                    new Request.Delete(
                            wire.getDelete().getAllowPartial(), wire.getDelete().getObjPathsList());
            case OPERATE ->
                    new Request.Operate(
                            wire.getOperate().getCommand(),
                            wire.getOperate().getCommandKey(),
                            wire.getOperate().getSendResp(),
                            wire.getOperate().getInputArgsMap());
            case NOTIFY ->
                    new Request.Notify(
                            wire.getNotify().getSubscriptionId(),
                            wire.getNotify().getSendResp(),
                            NotificationCodec.decode(wire.getNotify()));
            case GET_SUPPORTED_PROTOCOL ->
                    new Request.GetSupportedProtocol(
                            wire.getGetSupportedProtocol()
                                    .getControllerSupportedProtocolVersions());
            case REGISTER ->
                    new Request.Register(
                            wire.getRegister().getAllowPartial(),
                            wire.getRegister().getRegPathsList().stream()
                                    .map(Register.RegistrationPath::getPath)
                                    .toList());
            case DEREGISTER -> new Request.Deregister(wire.getDeregister().getPathsList());
            case REQTYPE_NOT_SET -> new Request.Unknown();
        };
    }

    static org.trellis.protobuf.msg.Request encode(Request request) {
        org.trellis.protobuf.msg.Request.Builder wire =
                org.trellis.protobuf.msg.Request.newBuilder();
        switch (request) {
            case Request.Get(List<String> paths, int maxDepth) ->
                    wire.setGet(Get.newBuilder().addAllParamPaths(paths).setMaxDepth(maxDepth));
            case Request.GetSupportedDm ask ->
                    wire.setGetSupportedDm(
                            GetSupportedDM.newBuilder()
                                    .addAllObjPaths(ask.objects())
                                    .setFirstLevelOnly(ask.firstLevelOnly())
                                    .setReturnCommands(ask.commands())
                                    .setReturnEvents(ask.events())
                                    .setReturnParams(ask.parameters())
                                    .setReturnUniqueKeySets(ask.uniqueKeys()));
            case Request.GetInstances(List<String> objects, boolean firstLevelOnly) ->
                    wire.setGetInstances(
                            GetInstances.newBuilder()
                                    .addAllObjPaths(objects)
                                    .setFirstLevelOnly(firstLevelOnly));
            case Request.Set set -> wire.setSet(encode(set));
            case Request.Add add -> wire.setAdd(encode(add));
            case Request.Delete(boolean allowPartial, List<String> objects) ->
                    wire.setDelete(
                            Delete.newBuilder()
                                    .setAllowPartial(allowPartial)
                                    .addAllObjPaths(objects));
            case Request.Operate operate ->
                    wire.setOperate(
                            Operate.newBuilder()
                                    .setCommand(operate.command())
                                    .setCommandKey(operate.commandKey())
                                    .setSendResp(operate.sendResponse())
                                    .putAllInputArgs(operate.input()));
            case Request.Notify notify -> wire.setNotify(NotificationCodec.encode(notify));
            case Request.GetSupportedProtocol(String versions) ->
                    wire.setGetSupportedProtocol(
                            GetSupportedProtocol.newBuilder()
                                    .setControllerSupportedProtocolVersions(versions));
            case Request.Register(boolean allowPartial, List<String> paths) ->
                    wire.setRegister(
                            Register.newBuilder()
                                    .setAllowPartial(allowPartial)
                                    .addAllRegPaths(
                                            paths.stream()
                                                    .map(p ->
                                                            Register.RegistrationPath.newBuilder()
                                                                    .setPath(p)
                                                                    .build())
                                                    .toList()));
            case Request.Deregister(List<String> paths) ->
                    wire.setDeregister(Deregister.newBuilder().addAllPaths(paths));
            case Request.Unknown _ -> {}
        }
        return wire.build();
    }

    private static Request decode(GetSupportedDM wire) {
        return new Request.GetSupportedDm(
                wire.getObjPathsList(),
                wire.getFirstLevelOnly(),
                wire.getReturnCommands(),
                wire.getReturnEvents(),
                wire.getReturnParams(),
                wire.getReturnUniqueKeySets());
    }

    private static Request decode(Set wire) {
        return new Request.Set(
                wire.getAllowPartial(),
                wire.getUpdateObjsList().stream()
                        .map(o ->
                                new ObjectSettings(
                                        o.getObjPath(),
                                        o.getParamSettingsList().stream()
                                                .map(s ->
                                                        new Setting(
                                                                s.getParam(),
                                                                s.getValue(),
                                                                s.getRequired()))
                                                .toList()))
                        .toList());
    }

    private static Request decode(Add wire) {
        return new Request.Add(
                wire.getAllowPartial(),
                wire.getCreateObjsList().stream()
                        .map(o ->
                                new ObjectSettings(
                                        o.getObjPath(),
                                        o.getParamSettingsList().stream()
                                                .map(s ->
                                                        new Setting(
                                                                s.getParam(),
                                                                s.getValue(),
                                                                s.getRequired()))
                                                .toList()))
                        .toList());
    }

    private static Set encode(Request.Set set) {
        Set.Builder wire = Set.newBuilder().setAllowPartial(set.allowPartial());
        for (ObjectSettings object : set.objects()) {
            Set.UpdateObject.Builder update =
                    Set.UpdateObject.newBuilder().setObjPath(object.object());
            for (Setting setting : object.settings()) {
                update.addParamSettings(
                        Set.UpdateParamSetting.newBuilder()
                                .setParam(setting.parameter())
                                .setValue(setting.value())
                                .setRequired(setting.required()));
            }
            wire.addUpdateObjs(update);
        }
        return wire.build();
    }

    private static Add encode(Request.Add add) {
        Add.Builder wire = Add.newBuilder().setAllowPartial(add.allowPartial());
        for (ObjectSettings object : add.objects()) {
            Add.CreateObject.Builder create =
                    Add.CreateObject.newBuilder().setObjPath(object.object());
            for (Setting setting : object.settings()) {
                create.addParamSettings(
                        Add.CreateParamSetting.newBuilder()
                                .setParam(setting.parameter())
                                .setValue(setting.value())
                                .setRequired(setting.required()));
            }
            wire.addCreateObjs(create);
        }
        return wire.build();
    }
}
