package org.trellis.usp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Report;
import org.trellis.southbound.TwinView;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Notification;

/** Every kind of notification as the reports that it becomes. */
class NotificationsTest {

    private static List<Report> reports(Notification notification) {
        return Notifications.reports(
                notification,
                new DeviceContext(
                        Translators.shipped().of(DataModelRoot.TR_181),
                        SupportedModel.UNKNOWN,
                        Map.of(),
                        TwinView.EMPTY));
    }

    @Test
    void boot_tells_cause_command_and_the_parameters_that_come_with_it() {
        List<Report> reports =
                reports(
                        new Notification.Event(
                                "Device.",
                                "Boot!",
                                Map.of(
                                        "Cause", "RemoteReboot",
                                        "CommandKey", "tag",
                                        "FirmwareUpdated", "true",
                                        "ParameterMap",
                                                "{\"Device.DeviceInfo.SoftwareVersion\":\"2.\\u0030\"}")));
        assertThat(reports.get(0))
                .isEqualTo(new Report.Boot("RemoteReboot", Optional.of("tag"), true));
        assertThat(((Report.Values) reports.get(1)).values().get(0).text()).isEqualTo("2.0");
    }

    @Test
    void periodic_and_onboarding_are_contacts() {
        assertThat(reports(new Notification.Event("Device.LocalAgent.", "Periodic!", Map.of())))
                .containsExactly(new Report.Contact(List.of("Periodic!")));
        assertThat(reports(new Notification.OnBoardRequest("o", "p", "s", "1.3")))
                .as("it is new, or was reset")
                .containsExactly(new Report.Contact(List.of("OnBoardRequest")), new Report.Reset());
    }

    @Test
    void a_change_is_typed_by_the_catalogue() {
        Report.Values values =
                (Report.Values)
                        reports(new Notification.ValueChange("Device.WiFi.SSID.1.Enable", "1"))
                                .get(0);
        assertThat(values.changed()).isTrue();
        assertThat(values.values().get(0).text()).isEqualTo("true");
    }

    @Test
    void objects_come_and_go() {
        assertThat(reports(new Notification.ObjectCreation("Device.X_T.1.", Map.of("Alias", "a"))))
                .containsExactly(
                        new Report.ObjectCreated(
                                ParameterPath.of("Device.X_T.1."), Map.of("Alias", "a")));
        assertThat(reports(new Notification.ObjectDeletion("Device.X_T.1.")))
                .containsExactly(new Report.ObjectDeleted(ParameterPath.of("Device.X_T.1.")));
    }

    @Test
    void an_operation_that_failed_carries_its_code() {
        Report.OperationComplete complete =
                (Report.OperationComplete)
                        reports(
                                        new Notification.OperationComplete(
                                                "Device.",
                                                "X_T()",
                                                "tag",
                                                new CommandOutcome.Failed(new Fault(7005, "busy"))))
                                .get(0);
        assertThat(complete.commandTag()).isEqualTo("tag");
        assertThat(complete.errors().get(0).code()).isEqualTo(ErrorCode.RESOURCES_EXCEEDED);
    }

    @Test
    void a_transfer_that_failed_is_an_error_of_it() {
        Report.TransferComplete transfer =
                (Report.TransferComplete)
                        reports(
                                        new Notification.Event(
                                                "Device.LocalAgent.",
                                                "TransferComplete!",
                                                Map.of(
                                                        "CommandKey",
                                                        "tag",
                                                        "FaultCode",
                                                        "7033",
                                                        "FaultString",
                                                        "no server")))
                                .get(0);
        assertThat(transfer.errors().get(0).sourceCode()).isEqualTo("7033");
    }

    @Test
    void any_other_event_keeps_its_name_and_what_is_no_path_says_nothing() {
        assertThat(reports(new Notification.Event("Device.X_T.", "Rang!", Map.of("by", "cat"))))
                .containsExactly(new Report.DeviceEvent("Device.X_T.Rang!", Map.of("by", "cat")));
        assertThat(reports(new Notification.ObjectDeletion("..."))).isEmpty();
        assertThat(reports(new Notification.Unknown())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"a\":}",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "{\"a\":\"b\"}x",
                "{\"a\" \"b\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"b\",}",
                "{\"a\":null}"
            })
    void anything_but_a_flat_object_is_no_parameter_map(String text) {
        assertThat(FlatJson.parse(text)).isEmpty();
    }

    @Test
    void a_parameter_map_may_hold_numbers_booleans_and_escapes() {
        assertThat(FlatJson.parse(" { \"a\" : \"x\\\"\\n\" , \"b\" : -1.5e3,\"c\":true } "))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "x\"\n", "b", "-1.5e3", "c", "true"));
    }
}
