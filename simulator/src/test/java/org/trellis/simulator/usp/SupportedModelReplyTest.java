package org.trellis.simulator.usp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trellis.protobuf.msg.GetSupportedDM;
import org.trellis.protobuf.msg.GetSupportedDMResp;
import org.trellis.protobuf.msg.GetSupportedDMResp.SupportedObjectResult;
import org.trellis.protobuf.msg.GetSupportedDMResp.SupportedParamResult;
import org.trellis.simulator.state.DeviceState;

class SupportedModelReplyTest {

    @Test
    void a_table_within_rows_that_are_not_there_yet_is_part_of_the_model() {
        GetSupportedDMResp reply =
                SupportedModelReply.of(
                        DeviceState.load("gateway-usp.tsv", Map.of()),
                        GetSupportedDM.newBuilder()
                                .addObjPaths("Device.Hosts.AccessControl.{i}.")
                                .setReturnParams(true)
                                .build());

        SupportedObjectResult schedule =
                reply.getReqObjResults(0).getSupportedObjsList().stream()
                        .filter(o ->
                                o.getSupportedObjPath()
                                        .equals("Device.Hosts.AccessControl.{i}.Schedule.{i}."))
                        .findFirst()
                        .orElseThrow();
        assertThat(schedule.getAccess()).isEqualTo(GetSupportedDMResp.ObjAccessType.OBJ_ADD_DELETE);
        assertThat(schedule.getSupportedParamsList())
                .extracting(SupportedParamResult::getParamName)
                .contains("Day", "StartTime", "Duration");
    }
}
