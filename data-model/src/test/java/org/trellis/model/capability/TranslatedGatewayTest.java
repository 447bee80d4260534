package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.capability.TwinBuilder.present;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;
import org.trellis.model.capability.change.Change;
import org.trellis.model.capability.change.Changes;
import org.trellis.model.capability.change.PatchResult;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WifiView;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

/** A TR-098 gateway looks like any other. */
class TranslatedGatewayTest {

    private static final ModelTranslator TRANSLATOR =
            Translators.shipped().of(DataModelRoot.TR_098);

    private static final String CONNECTION =
            "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.";
    private static final Map<String, String> NATIVE = new HashMap<>();
    private static Snapshot gateway = Snapshot.of(Twin.EMPTY, List.of(), Catalogue.canonical());

    @BeforeAll
    static void report() throws IOException {
        String file = "/vectors/translate/tr098-gateway/native.tsv";
        try (InputStream in =
                Objects.requireNonNull(TranslatedGatewayTest.class.getResourceAsStream(file))) {
            List<NativeValue> report =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\t", -1))
                            .map(f ->
                                    new NativeValue(
                                            f[0], ParameterType.parse(f[1]).orElseThrow(), f[2]))
                            .toList();
            report.forEach(v -> NATIVE.put(v.path(), v.text()));
            gateway =
                    Snapshot.of(
                            Twin.of(
                                    TRANSLATOR.toCanonical(report, _ -> true).stream()
                                            .map(v -> new Observation(v, TwinBuilder.NOON))
                                            .toList()),
                            List.of(),
                            Catalogue.canonical());
        }
    }

    @Test
    void its_ppp_connection_is_the_primary_one() {
        WanView view = (WanView) Capabilities.view(gateway, Capability.WAN);
        WanView.Connection primary = present(view.primary());
        assertThat(primary.evidence()).isEqualTo(WanView.Evidence.IPV4_DEFAULT_ROUTE);
        assertThat(present(present(primary.ppp()).username()).value()).isEqualTo("joe");
        assertThat(primary.dns()).hasSize(1);
    }

    @Test
    void without_a_default_service_the_connection_that_is_up_is_primary_in_every_later_report() {
        String ip = CONNECTION + "WANIPConnection.1.";
        String ppp = CONNECTION + "WANPPPConnection.1.";
        Map<String, ObservedValue> twin = new LinkedHashMap<>();
        seen(
                twin,
                "InternetGatewayDevice.Layer3Forwarding.DefaultConnectionService=",
                ip + "Enable=1",
                ip + "ConnectionStatus=Disconnected",
                ip + "DefaultGateway=",
                ppp + "Enable=1",
                ppp + "ConnectionStatus=Connected",
                ppp + "DefaultGateway=192.0.2.1");
        assertThat(primary(twin)).isEqualTo("Device.IP.Interface.201001001.");
        seen(
                twin,
                "InternetGatewayDevice.Layer3Forwarding.DefaultConnectionService=",
                ip + "Enable=1",
                ip + "DefaultGateway=198.51.100.1");
        assertThat(primary(twin)).isEqualTo("Device.IP.Interface.201001001.");
        seen(twin, ppp + "Enable=0");
        seen(twin, ip + "ConnectionStatus=Connected");
        assertThat(primary(twin)).isEqualTo("Device.IP.Interface.101001001.");
        seen(twin, ppp + "Enable=1");
        assertThat(primary(twin)).isEqualTo("Device.IP.Interface.101001001.");
    }

    private static void seen(Map<String, ObservedValue> twin, String... report) {
        TRANSLATOR
                .toCanonical(
                        Stream.of(report)
                                .map(line -> line.split("=", 2))
                                .map(v -> new NativeValue(v[0], ParameterType.STRING, v[1]))
                                .toList(),
                        _ -> true)
                .forEach(value -> twin.put(value.path().text(), value));
    }

    private static String primary(Map<String, ObservedValue> twin) {
        Snapshot device =
                Snapshot.of(
                        Twin.of(
                                twin.values().stream()
                                        .map(v -> new Observation(v, TwinBuilder.NOON))
                                        .toList()),
                        List.of(),
                        Catalogue.canonical());
        WanView view = (WanView) Capabilities.view(device, Capability.WAN);
        return present(view.primary()).ipInterface().text();
    }

    @Test
    void its_network_and_the_tablet_in_it_are_found() {
        WifiView wifi = (WifiView) Capabilities.view(gateway, Capability.WIFI);
        assertThat(wifi.networks()).hasSize(1);
        assertThat(wifi.networks().getFirst().members().getFirst().primary()).isTrue();
        LanView lan = (LanView) Capabilities.view(gateway, Capability.LAN);
        assertThat(lan.networks().getFirst().served()).isTrue();
        LanView.Host tablet = lan.hosts().getFirst();
        assertThat(present(tablet.hostName()).value()).isEqualTo("tablet");
        assertThat(present(tablet.attachment())).isInstanceOf(LanView.Attachment.Wifi.class);
    }

    @Test
    void what_a_patch_comes_to_can_be_translated_back() {
        PatchValue patch =
                Patches.tree(
                        "bands",
                        Patches.tree(
                                "2.4GHz",
                                Patches.tree(
                                        "ssid",
                                        Patches.text("new"),
                                        "enabled",
                                        Patches.flag(false),
                                        "passphrase",
                                        Patches.text("correct horse"))));
        PatchResult result = Changes.of(gateway, Capability.WIFI, patch);
        Change.Set set = (Change.Set) ((PatchResult.Accepted) result).change();
        Translated<List<NativeValue>> writes =
                TRANSLATOR.toNativeWrites(
                        set.values(), path -> Optional.ofNullable(NATIVE.get(path)));
        assertThat(writes).isInstanceOf(Translated.Ok.class);
        String wlan = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.";
        assertThat(((Translated.Ok<List<NativeValue>>) writes).value())
                .extracting(w -> w.path() + "=" + w.text())
                .contains(wlan + "SSID=new", wlan + "Enable=false")
                .doesNotHaveDuplicates();
    }
}
