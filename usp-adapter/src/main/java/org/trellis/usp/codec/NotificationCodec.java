package org.trellis.usp.codec;

import java.util.Map;
import org.trellis.protobuf.msg.Notify;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;

/** The kinds of notification. */
final class NotificationCodec {

    private NotificationCodec() {}

    static Notification decode(Notify wire) {
        return switch (wire.getNotificationCase()) {
            case EVENT ->
                    new Notification.Event(
                            wire.getEvent().getObjPath(),
                            wire.getEvent().getEventName(),
                            wire.getEvent().getParamsMap());
            case VALUE_CHANGE ->
                    new Notification.ValueChange(
                            wire.getValueChange().getParamPath(),
                            wire.getValueChange().getParamValue());
            case OBJ_CREATION ->
                    new Notification.ObjectCreation(
                            wire.getObjCreation().getObjPath(),
                            wire.getObjCreation().getUniqueKeysMap());
            case OBJ_DELETION ->
                    new Notification.ObjectDeletion(wire.getObjDeletion().getObjPath());
            case OPER_COMPLETE ->
                    new Notification.OperationComplete(
                            wire.getOperComplete().getObjPath(),
                            wire.getOperComplete().getCommandName(),
                            wire.getOperComplete().getCommandKey(),
                            outcome(wire.getOperComplete()));
            case ON_BOARD_REQ ->
                    new Notification.OnBoardRequest(
                            wire.getOnBoardReq().getOui(),
                            wire.getOnBoardReq().getProductClass(),
                            wire.getOnBoardReq().getSerialNumber(),
                            wire.getOnBoardReq().getAgentSupportedProtocolVersions());
            case NOTIFICATION_NOT_SET -> new Notification.Unknown();
        };
    }

    static Notify encode(Request.Notify notify) {
        Notify.Builder wire =
                Notify.newBuilder()
                        .setSubscriptionId(notify.subscriptionId())
                        .setSendResp(notify.sendResponse());
        switch (notify.notification()) {
            case Notification.Event(String object, String event, Map<String, String> parameters) ->
                    wire.setEvent(
                            Notify.Event.newBuilder()
                                    .setObjPath(object)
                                    .setEventName(event)
                                    .putAllParams(parameters));
            case Notification.ValueChange(String path, String value) ->
                    wire.setValueChange(
                            Notify.ValueChange.newBuilder()
                                    .setParamPath(path)
                                    .setParamValue(value));
            case Notification.ObjectCreation(String object, Map<String, String> keys) ->
                    wire.setObjCreation(
                            Notify.ObjectCreation.newBuilder()
                                    .setObjPath(object)
                                    .putAllUniqueKeys(keys));
            case Notification.ObjectDeletion(String object) ->
                    wire.setObjDeletion(Notify.ObjectDeletion.newBuilder().setObjPath(object));
            case Notification.OperationComplete complete -> wire.setOperComplete(encode(complete));
            case Notification.OnBoardRequest request ->
                    wire.setOnBoardReq(
                            Notify.OnBoardRequest.newBuilder()
                                    .setOui(request.oui())
                                    .setProductClass(request.productClass())
                                    .setSerialNumber(request.serialNumber())
                                    .setAgentSupportedProtocolVersions(request.versions()));
            case Notification.Unknown _ -> {}
        }
        return wire.build();
    }

    private static CommandOutcome outcome(Notify.OperationComplete wire) {
        return switch (wire.getOperationRespCase()) {
            case REQ_OUTPUT_ARGS ->
                    new CommandOutcome.Output(wire.getReqOutputArgs().getOutputArgsMap());
            case CMD_FAILURE ->
                    new CommandOutcome.Failed(
                            new Fault(
                                    wire.getCmdFailure().getErrCode(),
                                    wire.getCmdFailure().getErrMsg()));
            case OPERATIONRESP_NOT_SET -> new CommandOutcome.Output(Map.of());
        };
    }

    private static Notify.OperationComplete encode(Notification.OperationComplete complete) {
        Notify.OperationComplete.Builder wire =
                Notify.OperationComplete.newBuilder()
                        .setObjPath(complete.object())
                        .setCommandName(complete.command())
                        .setCommandKey(complete.commandKey());
        switch (complete.outcome()) {
            case CommandOutcome.Output(Map<String, String> arguments) ->
                    wire.setReqOutputArgs(
                            Notify.OperationComplete.OutputArgs.newBuilder()
                                    .putAllOutputArgs(arguments));
            case CommandOutcome.Failed(Fault fault) ->
                    wire.setCmdFailure(
                            Notify.OperationComplete.CommandFailure.newBuilder()
                                    .setErrCode(fault.code())
                                    .setErrMsg(fault.message()));
            case CommandOutcome.Started _ ->
                    throw new IllegalArgumentException("a completion is not a start");
        }
        return wire.build();
    }
}
