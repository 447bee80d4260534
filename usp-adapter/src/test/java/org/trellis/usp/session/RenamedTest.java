package org.trellis.usp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;
import org.trellis.southbound.TwinView;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;

/** An agent of TR-181 2.15, which has its time servers one by one and Wi-Fi security as prplOS. */
class RenamedTest {

    private static final String SERVERS = "Device.Time.Client.1.Servers";

    private final DeviceContext context = context();

    private static DeviceContext context() {
        Map<String, SupportedNode> nodes = new HashMap<>();
        for (String template :
                List.of(
                        "Device.Time.NTPServer1",
                        "Device.Time.NTPServer2",
                        "Device.WiFi.AccessPoint.{i}.Security.KeyPassPhrase",
                        "Device.WiFi.AccessPoint.{i}.Security.ModeEnabled")) {
            nodes.put(
                    template,
                    new SupportedNode(
                            template, SupportedNode.Kind.PARAMETER, true, ParameterType.STRING));
        }
        SupportedModel model = new SupportedModel("old", DataModelRoot.TR_181, nodes);
        return new DeviceContext(
                Translators.shipped().of(DataModelRoot.TR_181).of(model),
                model,
                Map.of(),
                TwinView.EMPTY);
    }

    @Test
    void is_asked_for_its_own_names_and_for_all_else_as_it_was_put() {
        Request request =
                ((Step.Ask)
                                new GetPlan(
                                                new Operation.Get(
                                                        List.of(
                                                                PathExpression.of(SERVERS),
                                                                PathExpression.of(
                                                                        "Device.WiFi.SSID.[SSID==\"a\"].Enable"))),
                                                context)
                                        .begin())
                        .request();

        assertThat(request)
                .isEqualTo(
                        new Request.Get(
                                List.of(
                                        "Device.Time.NTPServer1",
                                        "Device.Time.NTPServer2",
                                        "Device.WiFi.SSID.[SSID==\"a\"].Enable"),
                                0));
    }

    @Test
    void is_set_by_its_own_names() {
        Request request = ((Step.Ask) set("one.example").begin()).request();

        assertThat(((Request.Set) request).objects().getFirst().settings())
                .containsExactlyInAnyOrder(
                        new Request.Setting("NTPServer1", "one.example", true),
                        new Request.Setting("NTPServer2", "", true));
    }

    @Test
    void is_told_in_its_own_words_and_what_is_not_translated_as_it_was_put() {
        String security = "Device.WiFi.AccessPoint.1.Security.";
        Request request =
                ((Step.Ask)
                                new SetPlan(
                                                new Operation.Set(
                                                        Map.of(
                                                                PathExpression.of(
                                                                        security + "ModeEnabled"),
                                                                "WPA3-Personal-Transition",
                                                                PathExpression.of(
                                                                        security + "KeyPassphrase"),
                                                                "correct horse",
                                                                PathExpression.of(
                                                                        security
                                                                                + "RekeyingInterval"),
                                                                "007"),
                                                        false),
                                                context)
                                        .begin())
                        .request();

        assertThat(((Request.Set) request).objects().getFirst().settings())
                .containsExactlyInAnyOrder(
                        new Request.Setting("ModeEnabled", "WPA2-WPA3-Personal", true),
                        new Request.Setting("KeyPassPhrase", "correct horse", true),
                        new Request.Setting("RekeyingInterval", "007", true));
    }

    @Test
    void what_is_not_renamed_is_sent_as_it_was_asked() {
        assertThat(settings("Device.Ethernet.Interface.1.MACAddress", "02:00:5E:00:53:0A"))
                .containsExactly(new Request.Setting("MACAddress", "02:00:5E:00:53:0A", true));
        assertThat(settings("Device.DNS.Client.1.Servers", "a, b"))
                .containsExactly(new Request.Setting("Servers", "a, b", true));
        assertThat(settings("Device.Time.Client.2.Servers", "a, b"))
                .containsExactly(new Request.Setting("Servers", "a, b", true));
    }

    @Test
    void all_rows_or_those_of_a_search_are_set_in_its_own_words() {
        for (String row : List.of("*", "[SSIDReference==\"Device.WiFi.SSID.1\"]")) {
            String security = "Device.WiFi.AccessPoint." + row + ".Security.";
            Request request =
                    ((Step.Ask) plan(security + "ModeEnabled", "WPA3-Personal-Transition").begin())
                            .request();
            assertThat(request)
                    .isEqualTo(
                            new Request.Set(
                                    false,
                                    List.of(
                                            new Request.ObjectSettings(
                                                    security,
                                                    List.of(
                                                            new Request.Setting(
                                                                    "ModeEnabled",
                                                                    "WPA2-WPA3-Personal",
                                                                    true))))));
            assertThat(settings(security + "KeyPassphrase", "correct horse"))
                    .containsExactly(new Request.Setting("KeyPassPhrase", "correct horse", true));
        }
    }

    @Test
    void a_row_that_it_has_not_as_one_is_to_be_named() {
        String all = "Device.Time.Client.*.Servers";
        assertThat(((Step.Done) plan(all, "a").begin()).result().errors())
                .containsExactly(
                        PathError.of(
                                all,
                                ErrorCode.NOT_SUPPORTED,
                                "is kept under another name on this device: name the row"));
    }

    private List<Request.Setting> settings(String path, String value) {
        Request request = ((Step.Ask) plan(path, value).begin()).request();
        return ((Request.Set) request).objects().getFirst().settings();
    }

    private SetPlan plan(String path, String value) {
        return new SetPlan(
                new Operation.Set(Map.of(PathExpression.of(path), value), false), context);
    }

    @Test
    void what_it_has_no_room_for_is_refused_before_it_is_asked() {
        Step step = set("a,b,c").begin();

        assertThat(((Step.Done) step).result().errors())
                .containsExactly(
                        PathError.of(
                                SERVERS, ErrorCode.INVALID_VALUE, "the device takes at most 2"));
    }

    private SetPlan set(String servers) {
        return plan(SERVERS, servers);
    }

    @Test
    void what_it_tells_of_a_renamed_object_has_the_new_name() {
        List<Report> reports =
                Notifications.reports(
                        new Notification.Event(
                                "Device.",
                                "Boot!",
                                Map.of(
                                        "ParameterMap",
                                        "{\"Device.Time.NTPServer1\":\"a\",\"Device.Time.NTPServer2\":\"b\"}")),
                        context);

        assertThat(reports)
                .filteredOn(Report.Values.class::isInstance)
                .flatExtracting(r -> ((Report.Values) r).values())
                .extracting(v -> Optional.of(v.path().text() + "=" + v.text()))
                .containsExactly(Optional.of(SERVERS + "=a,b"));
    }
}
