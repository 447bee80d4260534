package org.trellis.simulator.usp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trellis.protobuf.msg.Add;
import org.trellis.protobuf.msg.AddResp;
import org.trellis.protobuf.msg.Delete;
import org.trellis.protobuf.msg.DeleteResp;
import org.trellis.protobuf.msg.Error;
import org.trellis.protobuf.msg.Get;
import org.trellis.protobuf.msg.GetInstances;
import org.trellis.protobuf.msg.GetInstancesResp;
import org.trellis.protobuf.msg.GetResp;
import org.trellis.protobuf.msg.Set;
import org.trellis.protobuf.msg.SetResp;
import org.trellis.simulator.state.DeviceState;

/** Carries out Get, Set, Add, Delete and GetInstances on the state of a device. */
final class AgentRpc {

    static final int INVALID_PATH = 7026;
    private static final int NOT_WRITABLE = 7200;
    private static final int INVALID_VALUE = 7012;
    private static final int NOT_CREATABLE = 7018;

    private final DeviceState state;
    private final PathResolver paths;
    private final Listener listener;

    /** Told what changed, for notifications. */
    interface Listener {
        void changed(String path, String value);

        void created(String object);

        void deleted(String object);
    }

    /** A request failed as a whole. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Error error;

        Refused(int code, String text, List<Error.ParamError> parameters) {
            super(text, null, false, false);
            this.error =
                    Error.newBuilder()
                            .setErrCode(code)
                            .setErrMsg(text)
                            .addAllParamErrs(parameters)
                            .build();
        }

        Error error() {
            return error;
        }
    }

    AgentRpc(DeviceState state, Listener listener) {
        this.state = state;
        this.paths = new PathResolver(state);
        this.listener = listener;
    }

    GetResp get(Get request) {
        GetResp.Builder response = GetResp.newBuilder();
        for (String path : request.getParamPathsList()) {
            response.addReqPathResults(getOne(path));
        }
        return response.build();
    }

    private GetResp.RequestedPathResult getOne(String path) {
        GetResp.RequestedPathResult.Builder result =
                GetResp.RequestedPathResult.newBuilder().setRequestedPath(path);
        boolean any = false;
        Map<String, Map<String, String>> byObject = new LinkedHashMap<>();
        for (String concrete : paths.resolve(path)) {
            if (concrete.endsWith(".")) {
                any |= state.hasObject(concrete);
                state.below(concrete).forEach((p, v) -> put(byObject, p, v));
            } else {
                Optional<DeviceState.Parameter> parameter = state.get(concrete);
                any |= parameter.isPresent();
                parameter.ifPresent(v -> put(byObject, concrete, v));
            }
        }
        if (!any && !PathResolver.isSearch(path)) {
            return result.setErrCode(INVALID_PATH).setErrMsg("no such path: " + path).build();
        }
        byObject.forEach((object, parameters) ->
                result.addResolvedPathResults(
                        GetResp.ResolvedPathResult.newBuilder()
                                .setResolvedPath(object)
                                .putAllResultParams(parameters)));
        return result.build();
    }

    private static void put(
            Map<String, Map<String, String>> byObject, String path, DeviceState.Parameter value) {
        int dot = path.lastIndexOf('.') + 1;
        boolean secret = path.endsWith("Password") || path.endsWith("KeyPassphrase");
        byObject.computeIfAbsent(path.substring(0, dot), o -> new TreeMap<>())
                .put(path.substring(dot), secret ? "" : value.value());
    }

    SetResp set(Set request) throws Refused {
        SetResp.Builder response = SetResp.newBuilder();
        List<Runnable> writes = new ArrayList<>();
        for (Set.UpdateObject object : request.getUpdateObjsList()) {
            List<String> objects = paths.resolve(object.getObjPath());
            SetResp.UpdatedObjectResult.OperationStatus.OperationSuccess.Builder success =
                    SetResp.UpdatedObjectResult.OperationStatus.OperationSuccess.newBuilder();
            List<Error.ParamError> errors = new ArrayList<>();
            SetResp.UpdatedInstanceFailure.Builder failure =
                    SetResp.UpdatedInstanceFailure.newBuilder();
            for (String concrete : objects) {
                if (!state.hasObject(concrete)) {
                    errors.add(parameterError(concrete, INVALID_PATH));
                    continue;
                }
                SetResp.UpdatedInstanceResult.Builder updated =
                        SetResp.UpdatedInstanceResult.newBuilder().setAffectedPath(concrete);
                failure.setAffectedPath(concrete);
                for (Set.UpdateParamSetting setting : object.getParamSettingsList()) {
                    String path = concrete + setting.getParam();
                    Optional<DeviceState.Refusal> refusal = state.check(path, setting.getValue());
                    if (refusal.isEmpty()) {
                        updated.putUpdatedParams(setting.getParam(), setting.getValue());
                        writes.add(() -> write(path, setting.getValue()));
                    } else if (setting.getRequired()) {
                        errors.add(parameterError(path, code(refusal.get())));
                        failure.addParamErrs(
                                parameterFault(setting.getParam(), code(refusal.get())));
                    } else {
                        updated.addParamErrs(
                                parameterFault(setting.getParam(), code(refusal.get())));
                    }
                }
                success.addUpdatedInstResults(updated);
            }
            if (!errors.isEmpty() && !request.getAllowPartial()) {
                throw new Refused(7004, "set failed", errors);
            }
            SetResp.UpdatedObjectResult.OperationStatus.Builder status =
                    SetResp.UpdatedObjectResult.OperationStatus.newBuilder();
            if (errors.isEmpty()) {
                status.setOperSuccess(success);
            } else {
                writes.clear();
                status.setOperFailure(
                        SetResp.UpdatedObjectResult.OperationStatus.OperationFailure.newBuilder()
                                .setErrCode(7021)
                                .setErrMsg("required parameter failed")
                                .addUpdatedInstFailures(failure));
            }
            response.addUpdatedObjResults(
                    SetResp.UpdatedObjectResult.newBuilder()
                            .setRequestedPath(object.getObjPath())
                            .setOperStatus(status));
        }
        writes.forEach(Runnable::run);
        return response.build();
    }

    private void write(String path, String value) {
        if (state.set(path, value)) {
            listener.changed(path, state.text(path));
        }
    }

    private static SetResp.ParameterError parameterFault(String name, int code) {
        return SetResp.ParameterError.newBuilder()
                .setParam(name)
                .setErrCode(code)
                .setErrMsg("refused")
                .build();
    }

    private static Error.ParamError parameterError(String path, int code) {
        return Error.ParamError.newBuilder()
                .setParamPath(path)
                .setErrCode(code)
                .setErrMsg("refused")
                .build();
    }

    private static int code(DeviceState.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN -> INVALID_PATH;
            case NOT_WRITABLE -> NOT_WRITABLE;
            case WRONG_TYPE, WRONG_VALUE -> INVALID_VALUE;
        };
    }

    AddResp add(Add request) throws Refused {
        AddResp.Builder response = AddResp.newBuilder();
        for (Add.CreateObject object : request.getCreateObjsList()) {
            Optional<Integer> instance = state.add(object.getObjPath());
            if (instance.isEmpty()) {
                throw new Refused(
                        NOT_CREATABLE,
                        "not creatable",
                        List.of(parameterError(object.getObjPath(), NOT_CREATABLE)));
            }
            String row = object.getObjPath() + instance.get() + ".";
            for (Add.CreateParamSetting setting : object.getParamSettingsList()) {
                Optional<DeviceState.Refusal> refusal =
                        state.check(row + setting.getParam(), setting.getValue());
                if (refusal.isPresent()) {
                    state.delete(row);
                    throw new Refused(
                            7004,
                            "add failed",
                            List.of(
                                    parameterError(
                                            object.getObjPath() + setting.getParam(),
                                            code(refusal.get()))));
                }
                state.set(row + setting.getParam(), setting.getValue());
            }
            state.get(row + "Alias")
                    .filter(alias -> alias.value().isEmpty())
                    .ifPresent(alias -> state.set(row + "Alias", "cpe-" + instance.get()));
            response.addCreatedObjResults(
                    AddResp.CreatedObjectResult.newBuilder()
                            .setRequestedPath(object.getObjPath())
                            .setOperStatus(
                                    AddResp.CreatedObjectResult.OperationStatus.newBuilder()
                                            .setOperSuccess(
                                                    AddResp.CreatedObjectResult.OperationStatus
                                                            .OperationSuccess.newBuilder()
                                                            .setInstantiatedPath(row)
                                                            .putAllUniqueKeys(keys(row)))));
            listener.created(row);
        }
        return response.build();
    }

    Map<String, String> keys(String row) {
        return state.get(row + "Alias").map(a -> Map.of("Alias", a.value())).orElse(Map.of());
    }

    DeleteResp delete(Delete request) throws Refused {
        DeleteResp.Builder response = DeleteResp.newBuilder();
        for (String path : request.getObjPathsList()) {
            DeleteResp.DeletedObjectResult.OperationStatus.OperationSuccess.Builder success =
                    DeleteResp.DeletedObjectResult.OperationStatus.OperationSuccess.newBuilder();
            for (String row : paths.resolve(path)) {
                if (state.delete(row)) {
                    success.addAffectedPaths(row);
                    listener.deleted(row);
                } else if (!request.getAllowPartial() && !PathResolver.isSearch(path)) {
                    throw new Refused(
                            7024, "not deletable", List.of(parameterError(row, INVALID_PATH)));
                }
            }
            response.addDeletedObjResults(
                    DeleteResp.DeletedObjectResult.newBuilder()
                            .setRequestedPath(path)
                            .setOperStatus(
                                    DeleteResp.DeletedObjectResult.OperationStatus.newBuilder()
                                            .setOperSuccess(success)));
        }
        return response.build();
    }

    GetInstancesResp instances(GetInstances request) {
        GetInstancesResp.Builder response = GetInstancesResp.newBuilder();
        for (String path : request.getObjPathsList()) {
            GetInstancesResp.RequestedPathResult.Builder result =
                    GetInstancesResp.RequestedPathResult.newBuilder().setRequestedPath(path);
            for (String table : paths.resolve(path)) {
                if (!state.hasObject(table)) {
                    result.setErrCode(INVALID_PATH).setErrMsg("no such path: " + table);
                    continue;
                }
                for (String object : state.objectsBelow(table)) {
                    boolean row = object.matches(".*\\.[0-9]+\\.");
                    boolean direct = object.indexOf('.', table.length()) == object.length() - 1;
                    if (row && (direct || !request.getFirstLevelOnly())) {
                        result.addCurrInsts(
                                GetInstancesResp.CurrInstance.newBuilder()
                                        .setInstantiatedObjPath(object)
                                        .putAllUniqueKeys(keys(object)));
                    }
                }
            }
            response.addReqPathResults(result);
        }
        return response.build();
    }
}
