package org.trellis.simulator.usp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.protobuf.msg.GetResp;
import org.trellis.protobuf.msg.Notify;
import org.trellis.protobuf.msg.Operate;

/**
 * The asynchronous operations that an agent has accepted, as {@code Device.LocalAgent.Request.}
 * shows them (TR-369 R-OPR.0). Confined to the agent's thread.
 */
final class Operations {

    private static final String TABLE = "Device.LocalAgent.Request.";

    private final Map<String, Operate> running = new LinkedHashMap<>();
    private int rows;

    /** Returns the row of the operation. */
    String begin(Operate operate) {
        String row = TABLE + ++rows + ".";
        running.put(row, operate);
        return row;
    }

    /** All that were running, which are no more. */
    List<Operate> end() {
        List<Operate> ended = new ArrayList<>(running.values());
        running.clear();
        return ended;
    }

    static Notify.Builder complete(Operate operate, Outcome outcome) {
        Notify.OperationComplete.Builder complete =
                Notify.OperationComplete.newBuilder()
                        .setObjPath(Commands.objectOf(operate.getCommand()))
                        .setCommandName(Commands.nameOf(operate.getCommand()))
                        .setCommandKey(operate.getCommandKey());
        switch (outcome) {
            case Outcome.Done(Map<String, String> outputs) ->
                    complete.setReqOutputArgs(
                            Notify.OperationComplete.OutputArgs.newBuilder()
                                    .putAllOutputArgs(outputs));
            case Outcome.Failed(int code, String message) ->
                    complete.setCmdFailure(
                            Notify.OperationComplete.CommandFailure.newBuilder()
                                    .setErrCode(code)
                                    .setErrMsg(message));
        }
        return Notify.newBuilder().setOperComplete(complete);
    }

    /** An answer to a Get, with the table if it was asked for. */
    GetResp shown(GetResp answer) {
        GetResp.Builder shown = GetResp.newBuilder();
        for (GetResp.RequestedPathResult result : answer.getReqPathResultsList()) {
            shown.addReqPathResults(result.getRequestedPath().equals(TABLE) ? table() : result);
        }
        return shown.build();
    }

    private GetResp.RequestedPathResult table() {
        GetResp.RequestedPathResult.Builder table =
                GetResp.RequestedPathResult.newBuilder().setRequestedPath(TABLE);
        running.forEach((row, operate) ->
                table.addResolvedPathResults(
                        GetResp.ResolvedPathResult.newBuilder()
                                .setResolvedPath(row)
                                .putResultParams("Command", operate.getCommand())
                                .putResultParams("CommandKey", operate.getCommandKey())
                                .putResultParams("Status", "Active")));
        return table.build();
    }
}
