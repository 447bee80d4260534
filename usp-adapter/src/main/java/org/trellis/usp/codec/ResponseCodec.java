package org.trellis.usp.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.protobuf.msg.GetInstancesResp;
import org.trellis.protobuf.msg.GetResp;
import org.trellis.protobuf.msg.GetSupportedProtocolResp;
import org.trellis.protobuf.msg.NotifyResp;
import org.trellis.protobuf.msg.OperateResp;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Executed;
import org.trellis.usp.message.Response.Instance;
import org.trellis.usp.message.Response.InstancesResult;
import org.trellis.usp.message.Response.RequestedPath;
import org.trellis.usp.message.Response.ResolvedPath;

/** The responses; those that change something are in {@link ChangeCodec}. */
final class ResponseCodec {

    private ResponseCodec() {}

    static Response decode(org.trellis.protobuf.msg.Response wire) {
        return switch (wire.getRespTypeCase()) {
            case GET_RESP -> decode(wire.getGetResp());
            case GET_SUPPORTED_DM_RESP -> SupportedDmCodec.decode(wire.getGetSupportedDmResp());
            case GET_INSTANCES_RESP -> decode(wire.getGetInstancesResp());
            case SET_RESP -> ChangeCodec.decode(wire.getSetResp());
            case ADD_RESP -> ChangeCodec.decode(wire.getAddResp());
            case DELETE_RESP -> ChangeCodec.decode(wire.getDeleteResp());
            case OPERATE_RESP -> decode(wire.getOperateResp());
            case NOTIFY_RESP -> new Response.NotifyResult(wire.getNotifyResp().getSubscriptionId());
            case GET_SUPPORTED_PROTOCOL_RESP ->
                    new Response.SupportedProtocol(
                            wire.getGetSupportedProtocolResp().getAgentSupportedProtocolVersions());
            case REGISTER_RESP -> RegistrationCodec.decode(wire.getRegisterResp());
            case DEREGISTER_RESP -> RegistrationCodec.decode(wire.getDeregisterResp());
            case RESPTYPE_NOT_SET -> new Response.Unknown();
        };
    }

    static org.trellis.protobuf.msg.Response encode(Response response) {
        org.trellis.protobuf.msg.Response.Builder wire =
                org.trellis.protobuf.msg.Response.newBuilder();
        switch (response) {
            case Response.GetResult get -> wire.setGetResp(encode(get));
            case Response.SupportedDm supported ->
                    wire.setGetSupportedDmResp(SupportedDmCodec.encode(supported));
            case Response.Instances instances -> wire.setGetInstancesResp(encode(instances));
            case Response.SetResult set -> wire.setSetResp(ChangeCodec.encode(set));
            case Response.AddResult add -> wire.setAddResp(ChangeCodec.encode(add));
            case Response.DeleteResult delete -> wire.setDeleteResp(ChangeCodec.encode(delete));
            case Response.OperateResult operate -> wire.setOperateResp(encode(operate));
            case Response.NotifyResult(String subscriptionId) ->
                    wire.setNotifyResp(NotifyResp.newBuilder().setSubscriptionId(subscriptionId));
            case Response.SupportedProtocol(String versions) ->
                    wire.setGetSupportedProtocolResp(
                            GetSupportedProtocolResp.newBuilder()
                                    .setAgentSupportedProtocolVersions(versions));
            case Response.RegisterResult register ->
                    wire.setRegisterResp(RegistrationCodec.encode(register));
            case Response.DeregisterResult deregister ->
                    wire.setDeregisterResp(RegistrationCodec.encode(deregister));
            case Response.Unknown _ -> {}
        }
        return wire.build();
    }

    /** An error code of 0 means that there is none (TR-369 R-GET.0). */
    static Optional<Fault> fault(int code, String message) {
        return code == 0 ? Optional.empty() : Optional.of(new Fault(code, message));
    }

    private static Response decode(GetResp wire) {
        return new Response.GetResult(
                wire.getReqPathResultsList().stream()
                        .map(r ->
                                new RequestedPath(
                                        r.getRequestedPath(),
                                        fault(r.getErrCode(), r.getErrMsg()),
                                        resolved(r.getResolvedPathResultsList())))
                        .toList());
    }

    private static List<ResolvedPath> resolved(List<GetResp.ResolvedPathResult> wire) {
        return wire.stream()
                .map(r -> new ResolvedPath(r.getResolvedPath(), r.getResultParamsMap()))
                .toList();
    }

    private static GetResp encode(Response.GetResult get) {
        GetResp.Builder wire = GetResp.newBuilder();
        for (RequestedPath path : get.results()) {
            GetResp.RequestedPathResult.Builder result =
                    GetResp.RequestedPathResult.newBuilder().setRequestedPath(path.path());
            path.fault().ifPresent(f -> result.setErrCode(f.code()).setErrMsg(f.message()));
            for (ResolvedPath resolved : path.resolved()) {
                result.addResolvedPathResults(
                        GetResp.ResolvedPathResult.newBuilder()
                                .setResolvedPath(resolved.object())
                                .putAllResultParams(resolved.parameters()));
            }
            wire.addReqPathResults(result);
        }
        return wire.build();
    }

    private static Response decode(GetInstancesResp wire) {
        return new Response.Instances(
                wire.getReqPathResultsList().stream()
                        .map(r ->
                                new InstancesResult(
                                        r.getRequestedPath(),
                                        fault(r.getErrCode(), r.getErrMsg()),
                                        instances(r.getCurrInstsList())))
                        .toList());
    }

    private static List<Instance> instances(List<GetInstancesResp.CurrInstance> wire) {
        return wire.stream()
                .map(i -> new Instance(i.getInstantiatedObjPath(), i.getUniqueKeysMap()))
                .toList();
    }

    private static GetInstancesResp encode(Response.Instances instances) {
        GetInstancesResp.Builder wire = GetInstancesResp.newBuilder();
        for (InstancesResult path : instances.results()) {
            GetInstancesResp.RequestedPathResult.Builder result =
                    GetInstancesResp.RequestedPathResult.newBuilder().setRequestedPath(path.path());
            path.fault().ifPresent(f -> result.setErrCode(f.code()).setErrMsg(f.message()));
            for (Instance instance : path.instances()) {
                result.addCurrInsts(
                        GetInstancesResp.CurrInstance.newBuilder()
                                .setInstantiatedObjPath(instance.object())
                                .putAllUniqueKeys(instance.uniqueKeys()));
            }
            wire.addReqPathResults(result);
        }
        return wire.build();
    }

    private static Response decode(OperateResp wire) {
        return new Response.OperateResult(
                wire.getOperationResultsList().stream()
                        .map(r -> new Executed(r.getExecutedCommand(), outcome(r)))
                        .toList());
    }

    private static CommandOutcome outcome(OperateResp.OperationResult wire) {
        return switch (wire.getOperationRespCase()) {
            case REQ_OBJ_PATH -> new CommandOutcome.Started(wire.getReqObjPath());
            case REQ_OUTPUT_ARGS ->
                    new CommandOutcome.Output(wire.getReqOutputArgs().getOutputArgsMap());
            case CMD_FAILURE ->
                    new CommandOutcome.Failed(
                            new Fault(
                                    wire.getCmdFailure().getErrCode(),
                                    wire.getCmdFailure().getErrMsg()));
            // a success without outputs
            case OPERATIONRESP_NOT_SET -> new CommandOutcome.Output(Map.of());
        };
    }

    private static OperateResp encode(Response.OperateResult operate) {
        OperateResp.Builder wire = OperateResp.newBuilder();
        for (Executed executed : operate.results()) {
            OperateResp.OperationResult.Builder result =
                    OperateResp.OperationResult.newBuilder().setExecutedCommand(executed.command());
            switch (executed.outcome()) {
                case CommandOutcome.Started(String request) -> result.setReqObjPath(request);
                case CommandOutcome.Output(var arguments) ->
                        result.setReqOutputArgs(
                                OperateResp.OperationResult.OutputArgs.newBuilder()
                                        .putAllOutputArgs(arguments));
                case CommandOutcome.Failed(Fault fault) ->
                        result.setCmdFailure(
                                OperateResp.OperationResult.CommandFailure.newBuilder()
                                        .setErrCode(fault.code())
                                        .setErrMsg(fault.message()));
            }
            wire.addOperationResults(result);
        }
        return wire.build();
    }
}
