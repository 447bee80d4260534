package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;

class Tr181TranslatorTest {

    private final ModelTranslator translator = Translators.shipped().of(DataModelRoot.TR_181);

    @Test
    void reads_what_was_asked_with_searches_as_wildcards() {
        assertThat(
                        translator.toNativeReads(
                                PathExpression.of("Device.WiFi.SSID.[SSID==\"a.b\"].Enable")))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(PathExpression.of("Device.WiFi.SSID.*.Enable"))));
        assertThat(translator.toNativeReads(PathExpression.of("Device.Reboot()")))
                .isInstanceOf(Translated.Refused.class);
        assertThat(translator.toNativeReads(PathExpression.of("InternetGatewayDevice.")))
                .isInstanceOf(Translated.Refused.class);
    }

    @Test
    void what_a_parameter_cannot_have_is_shown_as_it_came_and_marked_raw() {
        List<ObservedValue> values =
                translator.toCanonical(
                        List.of(
                                text("Device.WiFi.SSID.1.Status", "Up"),
                                text("Device.WiFi.SSID.2.Status", "UP AND RUNNING"),
                                text("Device.WiFi.SSID.3.Status", "X_ACME_Resting"),
                                text("Device.WiFi.SSID.4.Status", ""),
                                text("Device.WiFi.Radio.1.Channel", "0"),
                                text("Device.WiFi.Radio.2.Channel", "36"),
                                text("Device.WiFi.Radio.1.OperatingStandards", "n,ax"),
                                text("Device.WiFi.Radio.2.OperatingStandards", "n,zz"),
                                text("Device.WiFi.SSID.1.SSID", "K\uFFFDche"),
                                text("Device.WiFi.SSID.2.SSID", "K\u00FCche")),
                        _ -> true);

        assertThat(values)
                .extracting(ObservedValue::text)
                .containsExactly(
                        "Up",
                        "UP AND RUNNING",
                        "X_ACME_Resting",
                        "",
                        "0",
                        "36",
                        "n,ax",
                        "n,zz",
                        "K\uFFFDche",
                        "K\u00FCche");
        assertThat(values)
                .extracting(v -> v.quality() == Quality.RAW)
                .containsExactly(false, true, false, false, true, false, false, true, true, false);
    }

    @Test
    void a_list_of_more_or_fewer_items_than_it_may_have_is_raw_and_one_that_is_long_is_not() {
        String priorities = "Device.Bridging.Bridge.1.Port.%d.PriorityRegeneration";
        String servers = "Device.DHCPv4.Server.Pool.%d.DNSServers";
        String longLayers = String.join(",", Collections.nCopies(60, "Device.IP.Interface.1"));
        assertThat(
                        translator.toCanonical(
                                List.of(
                                        text(priorities.formatted(1), "1,2"),
                                        text(priorities.formatted(2), "0,1,2,3,4,5,6,7"),
                                        text(priorities.formatted(3), ""),
                                        text(servers.formatted(1), "192.0.2.1"),
                                        text(
                                                servers.formatted(2),
                                                "1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5"),
                                        text("Device.Ghn.Interface.1.PSM", "[1, 2],[3,4]"),
                                        text("Device.Ghn.Interface.2.PSM", "[1,2],[3,4,5]"),
                                        text("Device.Ethernet.Link.1.LowerLayers", longLayers)),
                                _ -> true))
                .extracting(ObservedValue::text, ObservedValue::quality)
                .containsExactly(
                        tuple("1,2", Quality.RAW),
                        tuple("0,1,2,3,4,5,6,7", Quality.REPORTED),
                        tuple("", Quality.REPORTED),
                        tuple("192.0.2.1", Quality.REPORTED),
                        tuple("1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5", Quality.RAW),
                        tuple("[1,2],[3,4]", Quality.REPORTED),
                        tuple("[1,2],[3,4,5]", Quality.RAW),
                        tuple(longLayers, Quality.REPORTED));
    }

    private static NativeValue text(String path, String text) {
        return new NativeValue(path, ParameterType.STRING, text);
    }

    @Test
    void gives_values_their_canonical_form_type_and_secrecy() {
        List<ObservedValue> values =
                translator.toCanonical(
                        List.of(
                                new NativeValue(
                                        "Device.WiFi.SSID.1.Enable", ParameterType.STRING, "1"),
                                new NativeValue(
                                        "Device.WiFi.SSID.1.BSSID",
                                        ParameterType.STRING,
                                        "00:1A:2B:3C:4D:5E"),
                                new NativeValue(
                                        "Device.WiFi.AccessPoint.1.Security.KeyPassphrase",
                                        ParameterType.STRING,
                                        "secret123"),
                                new NativeValue(
                                        "Device.WiFi.X_VENDOR_Mode", ParameterType.INT, "007"),
                                new NativeValue(
                                        "Device.WiFi.SSID.1.Stats.BytesSent",
                                        ParameterType.STRING,
                                        "n/a"),
                                new NativeValue(
                                        "Device.X_VENDOR bad/name", ParameterType.STRING, "kept")),
                        path -> path.endsWith("Enable"));
        assertThat(values)
                .extracting(ObservedValue::text)
                .containsExactly("true", "00:1a:2b:3c:4d:5e", "secret123", "7", "n/a", "kept");
        assertThat(values.get(0).type()).isEqualTo(ParameterType.BOOLEAN);
        assertThat(values.get(0).writable()).isTrue();
        assertThat(values.get(1).writable()).isFalse();
        assertThat(values.get(2).secret()).isTrue();
        assertThat(values.get(4).quality()).isEqualTo(Quality.RAW);
        assertThat(values.get(5).path()).isEqualTo(ParameterPath.of("Device.X_VENDOR_bad_name"));
        assertThat(values.get(5).sourcePath()).isEqualTo("Device.X_VENDOR bad/name");
    }

    @Test
    void writes_in_the_order_given_with_the_type_of_the_model() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of("Device.WiFi.SSID.2.SSID"), "guest");
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.Enable"), "1");
        assertThat(translator.toNativeWrites(wanted, _ -> Optional.empty()))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        new NativeValue(
                                                "Device.WiFi.SSID.2.SSID",
                                                ParameterType.STRING,
                                                "guest"),
                                        new NativeValue(
                                                "Device.WiFi.SSID.1.Enable",
                                                ParameterType.BOOLEAN,
                                                "true"))));
    }

    @Test
    void refuses_a_write_that_has_the_wrong_type_or_no_parameter() {
        Translated<List<NativeValue>> refused =
                translator.toNativeWrites(
                        Map.of(
                                ParameterPath.of("Device.WiFi.Radio.1.Channel"), "auto",
                                ParameterPath.of("Device.WiFi.Radio.1."), "x"),
                        _ -> Optional.empty());
        assertThat(refused).isInstanceOf(Translated.Refused.class);
        assertThat(((Translated.Refused<List<NativeValue>>) refused).errors())
                .extracting(e -> e.code())
                .containsExactlyInAnyOrder(ErrorCode.INVALID_TYPE, ErrorCode.INVALID_PATH);
    }
}
