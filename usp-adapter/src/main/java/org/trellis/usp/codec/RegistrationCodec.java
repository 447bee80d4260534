package org.trellis.usp.codec;

import java.util.List;
import org.trellis.protobuf.msg.DeregisterResp;
import org.trellis.protobuf.msg.DeregisterResp.DeregisteredPathResult;
import org.trellis.protobuf.msg.RegisterResp;
import org.trellis.protobuf.msg.RegisterResp.RegisteredPathResult;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.ObjectOutcome;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;

/** RegisterResp and DeregisterResp. */
final class RegistrationCodec {

    private static final Fault NO_STATUS = new Fault(7000, "no status");

    private RegistrationCodec() {}

    static Response decode(RegisterResp wire) {
        return new Response.RegisterResult(
                wire.getRegisteredPathResultsList().stream()
                        .map(r -> new ObjectResult<>(r.getRequestedPath(), outcome(r)))
                        .toList());
    }

    private static ObjectOutcome<List<String>> outcome(RegisteredPathResult wire) {
        RegisteredPathResult.OperationStatus status = wire.getOperStatus();
        return switch (status.getOperStatusCase()) {
            case OPER_SUCCESS ->
                    new Success<>(List.of(status.getOperSuccess().getRegisteredPath()));
            case OPER_FAILURE ->
                    new Failure<>(
                            new Fault(
                                    status.getOperFailure().getErrCode(),
                                    status.getOperFailure().getErrMsg()),
                            List.of());
            case OPERSTATUS_NOT_SET -> new Failure<>(NO_STATUS, List.of());
        };
    }

    static Response decode(DeregisterResp wire) {
        return new Response.DeregisterResult(
                wire.getDeregisteredPathResultsList().stream()
                        .map(r -> new ObjectResult<>(r.getRequestedPath(), outcome(r)))
                        .toList());
    }

    private static ObjectOutcome<List<String>> outcome(DeregisteredPathResult wire) {
        DeregisteredPathResult.OperationStatus status = wire.getOperStatus();
        return switch (status.getOperStatusCase()) {
            case OPER_SUCCESS ->
                    new Success<>(List.copyOf(status.getOperSuccess().getDeregisteredPathList()));
            case OPER_FAILURE ->
                    new Failure<>(
                            new Fault(
                                    status.getOperFailure().getErrCode(),
                                    status.getOperFailure().getErrMsg()),
                            List.of());
            case OPERSTATUS_NOT_SET -> new Failure<>(NO_STATUS, List.of());
        };
    }

    static RegisterResp encode(Response.RegisterResult register) {
        RegisterResp.Builder wire = RegisterResp.newBuilder();
        for (ObjectResult<List<String>> result : register.results()) {
            RegisteredPathResult.OperationStatus.Builder status =
                    RegisteredPathResult.OperationStatus.newBuilder();
            switch (result.outcome()) {
                case Success<List<String>>(List<String> paths) ->
                        status.setOperSuccess(
                                RegisteredPathResult.OperationStatus.OperationSuccess.newBuilder()
                                        .setRegisteredPath(paths.isEmpty() ? "" : paths.get(0)));
                case Failure<List<String>>(Fault fault, var _) ->
                        status.setOperFailure(
                                RegisteredPathResult.OperationStatus.OperationFailure.newBuilder()
                                        .setErrCode(fault.code())
                                        .setErrMsg(fault.message()));
            }
            wire.addRegisteredPathResults(
                    RegisteredPathResult.newBuilder()
                            .setRequestedPath(result.requestedPath())
                            .setOperStatus(status));
        }
        return wire.build();
    }

    static DeregisterResp encode(Response.DeregisterResult deregister) {
        DeregisterResp.Builder wire = DeregisterResp.newBuilder();
        for (ObjectResult<List<String>> result : deregister.results()) {
            DeregisteredPathResult.OperationStatus.Builder status =
                    DeregisteredPathResult.OperationStatus.newBuilder();
            switch (result.outcome()) {
                case Success<List<String>>(List<String> paths) ->
                        status.setOperSuccess(
                                DeregisteredPathResult.OperationStatus.OperationSuccess.newBuilder()
                                        .addAllDeregisteredPath(paths));
                case Failure<List<String>>(Fault fault, var _) ->
                        status.setOperFailure(
                                DeregisteredPathResult.OperationStatus.OperationFailure.newBuilder()
                                        .setErrCode(fault.code())
                                        .setErrMsg(fault.message()));
            }
            wire.addDeregisteredPathResults(
                    DeregisteredPathResult.newBuilder()
                            .setRequestedPath(result.requestedPath())
                            .setOperStatus(status));
        }
        return wire.build();
    }
}
