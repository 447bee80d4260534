package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.retired.RetiredName;
import org.trellis.model.retired.RetiredNames;

class RetiredTranslatorTest {

    private static final String MESH = "Device.WiFi.MultiAP.APDevice.";
    private static final String ELEMENTS = "Device.WiFi.DataElements.Network.Device.";

    private final ModelTranslator general = Translators.shipped().of(DataModelRoot.TR_181);
    private final ModelTranslator old =
            general.of(
                    model(
                            "Device.Time.Enable",
                            "Device.Time.NTPServer1",
                            "Device.Time.NTPServer2",
                            "Device.UserInterface.RemoteAccess.Enable",
                            "Device.UserInterface.RemoteAccess.SupportedProtocols",
                            "Device.MQTT.Client.{i}.EnableEncryption",
                            MESH + "{i}.MACAddress",
                            MESH + "{i}.Radio.{i}.MACAddress",
                            MESH + "{i}.Radio.{i}.Channel"));

    static SupportedModel model(String... templates) {
        Map<String, SupportedNode> nodes = new HashMap<>();
        for (String template : templates) {
            nodes.put(
                    template,
                    new SupportedNode(
                            template, SupportedNode.Kind.PARAMETER, true, ParameterType.STRING));
        }
        return new SupportedModel("old", DataModelRoot.TR_181, nodes);
    }

    @Test
    void every_retired_name_was_in_the_model_and_every_new_one_is() {
        for (RetiredName name : RetiredNames.all().names()) {
            if (name.mark() != null) {
                assertThat(Catalogue.canonical().node(name.now())).as(name.now()).isPresent();
                continue;
            }
            assertThat(Catalogue.canonical().retired(name.old())).as(name.old()).isPresent();
            assertThat(Catalogue.canonical().node(name.old())).as(name.old()).isEmpty();
            Optional<CatalogueNode> now = Catalogue.canonical().node(name.now());
            assertThat(now).as(name.now()).isPresent();
            if (name.change() instanceof RetiredName.Change.Same) {
                assertThat(now.flatMap(CatalogueNode::type))
                        .as(name.now())
                        .isEqualTo(
                                Catalogue.canonical()
                                        .retired(name.old())
                                        .flatMap(CatalogueNode::type));
            }
        }
    }

    @Test
    void dsl_standards_by_name_become_the_mask_of_today() {
        ModelTranslator line =
                general.of(
                        model(
                                "Device.DSL.Line.{i}.StandardUsed",
                                "Device.DSL.Line.{i}.StandardsSupported"));
        assertThat(
                        line.toCanonical(
                                List.of(
                                        new NativeValue(
                                                "Device.DSL.Line.1.StandardUsed",
                                                ParameterType.STRING,
                                                "G.993.2_Annex_B"),
                                        new NativeValue(
                                                "Device.DSL.Line.2.StandardUsed",
                                                ParameterType.STRING,
                                                "G.unheard"),
                                        new NativeValue(
                                                "Device.DSL.Line.1.StandardsSupported",
                                                ParameterType.STRING,
                                                "G.992.5_Annex_B, G.993.2_Annex_B")),
                                _ -> false))
                .extracting(v -> v.path().text(), ObservedValue::text, ObservedValue::quality)
                .containsExactlyInAnyOrder(
                        tuple("Device.DSL.Line.1.XTSUsed", "0000000000000002", Quality.DERIVED),
                        tuple("Device.DSL.Line.2.XTSUsed", "G.unheard", Quality.RAW),
                        tuple("Device.DSL.Line.1.XTSE", "0000000000040002", Quality.DERIVED));
    }

    @Test
    void a_device_that_has_the_new_name_or_no_old_one_is_translated_plainly() {
        assertThat(general.of(model("Device.Time.Enable"))).isSameAs(general);
        assertThat(
                        general.of(
                                model(
                                        "Device.WiFi.AccessPoint.{i}.MaxAssociatedDevices",
                                        "Device.WiFi.AccessPoint.{i}.MaxAllowedAssociations")))
                .isSameAs(general);
    }

    @Test
    void reports_under_old_names_are_shown_under_the_new_ones() {
        List<ObservedValue> values =
                old.toCanonical(
                        List.of(
                                text("Device.Time.Enable", "1"),
                                text("Device.Time.NTPServer2", "b.example"),
                                text("Device.Time.NTPServer1", "a.example"),
                                text("Device.UserInterface.RemoteAccess.Enable", "0"),
                                text("Device.MQTT.Client.3.EnableEncryption", "true"),
                                text(MESH + "2.MACAddress", "02:00:5E:00:53:01"),
                                text(MESH + "2.Radio.1.MACAddress", "02:00:5E:00:53:02"),
                                text(MESH + "2.Radio.1.Channel", "36")),
                        path -> path.contains("NTP"));

        assertThat(values)
                .extracting(
                        v -> v.path().text(),
                        ObservedValue::text,
                        ObservedValue::sourcePath,
                        ObservedValue::writable,
                        ObservedValue::quality)
                .containsExactlyInAnyOrder(
                        tuple(
                                "Device.Time.Enable",
                                "true",
                                "Device.Time.Enable",
                                false,
                                Quality.REPORTED),
                        tuple(
                                "Device.Time.Client.1.Servers",
                                "a.example,b.example",
                                "Device.Time.NTPServer1",
                                true,
                                Quality.DERIVED),
                        tuple(
                                "Device.UserInterface.HTTPAccess.1.Enable",
                                "false",
                                "Device.UserInterface.RemoteAccess.Enable",
                                false,
                                Quality.REPORTED),
                        tuple(
                                "Device.MQTT.Client.3.TransportProtocol",
                                "TLS",
                                "Device.MQTT.Client.3.EnableEncryption",
                                false,
                                Quality.DERIVED),
                        tuple(
                                ELEMENTS + "2.ID",
                                "02:00:5e:00:53:01",
                                MESH + "2.MACAddress",
                                false,
                                Quality.REPORTED),
                        tuple(
                                ELEMENTS + "2.Radio.1.ID",
                                "AgBeAFMC",
                                MESH + "2.Radio.1.MACAddress",
                                false,
                                Quality.DERIVED),
                        tuple(
                                ELEMENTS + "2.Radio.1.CurrentOperatingClassProfile.1.Channel",
                                "36",
                                MESH + "2.Radio.1.Channel",
                                false,
                                Quality.REPORTED));
    }

    @Test
    void a_part_of_a_list_is_kept_under_its_own_name() {
        assertThat(old.toCanonical(List.of(text("Device.Time.NTPServer2", "b.example")), _ -> true))
                .extracting(v -> v.path().text())
                .containsExactly("Device.Time.NTPServer2");
    }

    @Test
    void what_is_read_under_a_new_name_is_asked_for_under_the_old_one() {
        assertThat(reads("Device.Time.Client.1.Servers"))
                .containsExactly("Device.Time.NTPServer1", "Device.Time.NTPServer2");
        assertThat(reads("Device.Time.Client.*.Servers"))
                .containsExactly("Device.Time.NTPServer1", "Device.Time.NTPServer2");
        assertThat(reads("Device.Time.Client.2.Servers"))
                .containsExactly("Device.Time.Client.2.Servers");
        assertThat(reads("Device.Time.")).containsExactly("Device.Time.");
        assertThat(reads("Device.Time.Client.")).containsExactly("Device.Time.");
        assertThat(reads("Device.UserInterface.")).containsExactly("Device.UserInterface.");
        assertThat(reads("Device.WiFi.DataElements.")).containsExactly(MESH);
        assertThat(reads(ELEMENTS + "2.Radio.")).containsExactly(MESH + "2.Radio.");
        assertThat(reads(ELEMENTS + "*.ID")).containsExactly(MESH + "*.MACAddress");
        assertThat(reads("Device.WiFi.SSID.1.SSID")).containsExactly("Device.WiFi.SSID.1.SSID");
    }

    @Test
    void who_asks_for_a_retired_name_is_told_the_new_one() {
        assertThat(old.toNativeReads(PathExpression.of("Device.Time.NTPServer1")))
                .isEqualTo(
                        new Translated.Refused<>(
                                List.of(
                                        PathError.of(
                                                "Device.Time.NTPServer1",
                                                ErrorCode.INVALID_PATH,
                                                "is Device.Time.Client.{i}.Servers today"))));
    }

    private List<String> reads(String path) {
        return reads(old, path);
    }

    static List<String> reads(ModelTranslator translator, String path) {
        return ((Translated.Ok<List<PathExpression>>)
                        translator.toNativeReads(PathExpression.of(path)))
                .value().stream().map(PathExpression::text).toList();
    }

    @Test
    void writes_go_to_the_old_names_beside_those_that_need_no_other() {
        assertThat(
                        write(
                                Map.of(
                                        "Device.Time.Client.1.Servers", "c.example",
                                        "Device.Time.Enable", "true",
                                        "Device.UserInterface.HTTPAccess.1.Enable", "true",
                                        "Device.MQTT.Client.1.TransportProtocol", "TCP/IP")))
                .isEqualTo(
                        Map.of(
                                "Device.Time.NTPServer1", "c.example",
                                "Device.Time.NTPServer2", "",
                                "Device.Time.Enable", "true",
                                "Device.UserInterface.RemoteAccess.Enable", "true",
                                "Device.MQTT.Client.1.EnableEncryption", "false"));
    }

    private Map<String, String> write(Map<String, String> values) {
        return write(old, values);
    }

    static Map<String, String> write(ModelTranslator translator, Map<String, String> values) {
        Map<ParameterPath, String> canonical = new HashMap<>();
        values.forEach((path, text) -> canonical.put(ParameterPath.of(path), text));
        Map<String, String> natives = new HashMap<>();
        ((Translated.Ok<List<NativeValue>>)
                        translator.toNativeWrites(canonical, _ -> Optional.empty()))
                .value()
                .forEach(w -> natives.put(w.path(), w.text()));
        return natives;
    }

    @Test
    void what_the_old_names_cannot_say_is_refused_with_the_reason() {
        assertThat(refusal("Device.Time.Client.1.Servers", "a,b,c"))
                .contains(
                        PathError.of(
                                "Device.Time.Client.1.Servers",
                                ErrorCode.INVALID_VALUE,
                                "the device takes at most 2"));
        assertThat(refusal("Device.MQTT.Client.1.TransportProtocol", "WebSocket"))
                .map(PathError::code)
                .contains(ErrorCode.NOT_SUPPORTED);
        assertThat(refusal("Device.UserInterface.HTTPAccessSupportedProtocols", "HTTP"))
                .map(PathError::code)
                .contains(ErrorCode.NOT_WRITABLE);
    }

    private Optional<PathError> refusal(String path, String text) {
        return ((Translated.Refused<List<NativeValue>>)
                        old.toNativeWrites(
                                Map.of(ParameterPath.of(path), text), _ -> Optional.empty()))
                .errors().stream().findFirst();
    }

    @Test
    void a_fault_that_names_an_old_path_is_told_of_the_new_one() {
        assertThat(old.toCanonicalPaths("Device.Time.NTPServer2"))
                .containsExactly(ParameterPath.of("Device.Time.Client.1.Servers"));
    }

    static NativeValue text(String path, String text) {
        return new NativeValue(path, ParameterType.STRING, text);
    }
}
