package org.trellis.usp.codec;

import java.util.List;
import org.trellis.protobuf.msg.AddResp;
import org.trellis.protobuf.msg.AddResp.CreatedObjectResult;
import org.trellis.protobuf.msg.DeleteResp;
import org.trellis.protobuf.msg.DeleteResp.DeletedObjectResult;
import org.trellis.protobuf.msg.SetResp;
import org.trellis.protobuf.msg.SetResp.UpdatedObjectResult;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Created;
import org.trellis.usp.message.Response.Deleted;
import org.trellis.usp.message.Response.ObjectOutcome;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.Response.Updated;
import org.trellis.usp.message.Response.UpdatedInstance;

/** SetResp, AddResp and DeleteResp: three shapes on the wire, one in our terms. */
final class ChangeCodec {

    /** A result whose oneof is unset says neither yes nor no. */
    private static final Fault NO_STATUS = new Fault(7000, "the agent gave no status");

    private ChangeCodec() {}

    static Response decode(SetResp wire) {
        return new Response.SetResult(
                wire.getUpdatedObjResultsList().stream()
                        .map(r -> new ObjectResult<>(r.getRequestedPath(), outcome(r)))
                        .toList());
    }

    private static ObjectOutcome<Updated> outcome(UpdatedObjectResult wire) {
        UpdatedObjectResult.OperationStatus status = wire.getOperStatus();
        return switch (status.getOperStatusCase()) {
            case OPER_SUCCESS ->
                    new Success<>(
                            new Updated(
                                    status.getOperSuccess().getUpdatedInstResultsList().stream()
                                            .map(ChangeCodec::instance)
                                            .toList()));
            case OPER_FAILURE ->
                    new Failure<>(
                            new Fault(
                                    status.getOperFailure().getErrCode(),
                                    status.getOperFailure().getErrMsg()),
                            status.getOperFailure().getUpdatedInstFailuresList().stream()
                                    .flatMap(i ->
                                            i.getParamErrsList().stream()
                                                    .map(e -> fault(i.getAffectedPath(), e)))
                                    .toList());
            case OPERSTATUS_NOT_SET -> new Failure<>(NO_STATUS, List.of());
        };
    }

    private static UpdatedInstance instance(SetResp.UpdatedInstanceResult wire) {
        return new UpdatedInstance(
                wire.getAffectedPath(),
                wire.getUpdatedParamsMap(),
                wire.getParamErrsList().stream().map(e -> fault("", e)).toList());
    }

    private static PathFault fault(String object, SetResp.ParameterError wire) {
        return new PathFault(
                object + wire.getParam(), new Fault(wire.getErrCode(), wire.getErrMsg()));
    }

    static SetResp encode(Response.SetResult set) {
        SetResp.Builder wire = SetResp.newBuilder();
        for (ObjectResult<Updated> result : set.results()) {
            UpdatedObjectResult.OperationStatus.Builder status =
                    UpdatedObjectResult.OperationStatus.newBuilder();
            switch (result.outcome()) {
                case Success<Updated>(Updated updated) ->
                        status.setOperSuccess(
                                UpdatedObjectResult.OperationStatus.OperationSuccess.newBuilder()
                                        .addAllUpdatedInstResults(
                                                updated.instances().stream()
                                                        .map(ChangeCodec::encode)
                                                        .toList()));
                case Failure<Updated>(Fault fault, var details) -> {
                    UpdatedObjectResult.OperationStatus.OperationFailure.Builder failure =
                            UpdatedObjectResult.OperationStatus.OperationFailure.newBuilder()
                                    .setErrCode(fault.code())
                                    .setErrMsg(fault.message());
                    for (PathFault detail : details) {
                        int name = detail.path().lastIndexOf('.') + 1;
                        failure.addUpdatedInstFailures(
                                SetResp.UpdatedInstanceFailure.newBuilder()
                                        .setAffectedPath(detail.path().substring(0, name))
                                        .addParamErrs(
                                                setError(
                                                        detail.path().substring(name),
                                                        detail.fault())));
                    }
                    status.setOperFailure(failure);
                }
            }
            wire.addUpdatedObjResults(
                    UpdatedObjectResult.newBuilder()
                            .setRequestedPath(result.requestedPath())
                            .setOperStatus(status));
        }
        return wire.build();
    }

    private static SetResp.UpdatedInstanceResult encode(UpdatedInstance instance) {
        return SetResp.UpdatedInstanceResult.newBuilder()
                .setAffectedPath(instance.object())
                .putAllUpdatedParams(instance.parameters())
                .addAllParamErrs(
                        instance.faults().stream().map(f -> setError(f.path(), f.fault())).toList())
                .build();
    }

    private static SetResp.ParameterError setError(String parameter, Fault fault) {
        return SetResp.ParameterError.newBuilder()
                .setParam(parameter)
                .setErrCode(fault.code())
                .setErrMsg(fault.message())
                .build();
    }

    static Response decode(AddResp wire) {
        return new Response.AddResult(
                wire.getCreatedObjResultsList().stream()
                        .map(r -> new ObjectResult<>(r.getRequestedPath(), outcome(r)))
                        .toList());
    }

    private static ObjectOutcome<Created> outcome(CreatedObjectResult wire) {
        CreatedObjectResult.OperationStatus status = wire.getOperStatus();
        return switch (status.getOperStatusCase()) {
            case OPER_SUCCESS ->
                    new Success<>(
                            new Created(
                                    status.getOperSuccess().getInstantiatedPath(),
                                    status.getOperSuccess().getUniqueKeysMap(),
                                    status.getOperSuccess().getParamErrsList().stream()
                                            .map(e ->
                                                    new PathFault(
                                                            e.getParam(),
                                                            new Fault(
                                                                    e.getErrCode(), e.getErrMsg())))
                                            .toList()));
            case OPER_FAILURE ->
                    new Failure<>(
                            new Fault(
                                    status.getOperFailure().getErrCode(),
                                    status.getOperFailure().getErrMsg()),
                            List.of());
            case OPERSTATUS_NOT_SET -> new Failure<>(NO_STATUS, List.of());
        };
    }

    static AddResp encode(Response.AddResult add) {
        AddResp.Builder wire = AddResp.newBuilder();
        for (ObjectResult<Created> result : add.results()) {
            CreatedObjectResult.OperationStatus.Builder status =
                    CreatedObjectResult.OperationStatus.newBuilder();
            switch (result.outcome()) {
                case Success<Created>(Created created) ->
                        status.setOperSuccess(
                                CreatedObjectResult.OperationStatus.OperationSuccess.newBuilder()
                                        .setInstantiatedPath(created.object())
                                        .putAllUniqueKeys(created.uniqueKeys())
                                        .addAllParamErrs(
                                                created.faults().stream()
                                                        .map(f ->
                                                                AddResp.ParameterError.newBuilder()
                                                                        .setParam(f.path())
                                                                        .setErrCode(
                                                                                f.fault().code())
                                                                        .setErrMsg(
                                                                                f.fault().message())
                                                                        .build())
                                                        .toList()));
                case Failure<Created>(Fault fault, var _) ->
                        status.setOperFailure(
                                CreatedObjectResult.OperationStatus.OperationFailure.newBuilder()
                                        .setErrCode(fault.code())
                                        .setErrMsg(fault.message()));
            }
            wire.addCreatedObjResults(
                    CreatedObjectResult.newBuilder()
                            .setRequestedPath(result.requestedPath())
                            .setOperStatus(status));
        }
        return wire.build();
    }

    static Response decode(DeleteResp wire) {
        return new Response.DeleteResult(
                wire.getDeletedObjResultsList().stream()
                        .map(r -> new ObjectResult<>(r.getRequestedPath(), outcome(r)))
                        .toList());
    }

    private static ObjectOutcome<Deleted> outcome(DeletedObjectResult wire) {
        DeletedObjectResult.OperationStatus status = wire.getOperStatus();
        return switch (status.getOperStatusCase()) {
            case OPER_SUCCESS ->
                    new Success<>(
                            new Deleted(
                                    status.getOperSuccess().getAffectedPathsList(),
                                    status.getOperSuccess().getUnaffectedPathErrsList().stream()
                                            .map(e ->
                                                    new PathFault(
                                                            e.getUnaffectedPath(),
                                                            new Fault(
                                                                    e.getErrCode(), e.getErrMsg())))
                                            .toList()));
            case OPER_FAILURE ->
                    new Failure<>(
                            new Fault(
                                    status.getOperFailure().getErrCode(),
                                    status.getOperFailure().getErrMsg()),
                            List.of());
            case OPERSTATUS_NOT_SET -> new Failure<>(NO_STATUS, List.of());
        };
    }

    static DeleteResp encode(Response.DeleteResult delete) {
        DeleteResp.Builder wire = DeleteResp.newBuilder();
        for (ObjectResult<Deleted> result : delete.results()) {
            DeletedObjectResult.OperationStatus.Builder status =
                    DeletedObjectResult.OperationStatus.newBuilder();
            switch (result.outcome()) {
                case Success<Deleted>(Deleted deleted) -> {
                    var success =
                            DeletedObjectResult.OperationStatus.OperationSuccess.newBuilder()
                                    .addAllAffectedPaths(deleted.objects());
                    for (PathFault fault : deleted.faults()) {
                        success.addUnaffectedPathErrs(
                                DeleteResp.UnaffectedPathError.newBuilder()
                                        .setUnaffectedPath(fault.path())
                                        .setErrCode(fault.fault().code())
                                        .setErrMsg(fault.fault().message()));
                    }
                    status.setOperSuccess(success);
                }
                case Failure<Deleted>(Fault fault, var _) ->
                        status.setOperFailure(
                                DeletedObjectResult.OperationStatus.OperationFailure.newBuilder()
                                        .setErrCode(fault.code())
                                        .setErrMsg(fault.message()));
            }
            wire.addDeletedObjResults(
                    DeletedObjectResult.newBuilder()
                            .setRequestedPath(result.requestedPath())
                            .setOperStatus(status));
        }
        return wire.build();
    }
}
