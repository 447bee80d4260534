package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

/** The profiles that come with the controller, each for a device that it is for. */
class ShippedProfilesTest {

    private static Translators translators = Translators.shipped();

    @BeforeAll
    static void load() throws ProfileException {
        translators = Translators.shipped().with(ProfileFiles.shipped());
    }

    @Test
    void every_file_of_the_folder_is_shipped() throws URISyntaxException, IOException {
        Path folder =
                Path.of(
                                Objects.requireNonNull(
                                                ProfileFiles.class.getResource(
                                                        "profiles/huawei.yaml"))
                                        .toURI())
                        .resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            ProfileFiles.SHIPPED.stream().map(name -> name + ".yaml").toList());
        }
    }

    @Test
    void every_rule_cites_a_public_source() {
        for (VendorProfile profile : ProfileFiles.shipped().profiles()) {
            assertThat(profile.adaptation().parameters())
                    .extracting(ParameterRule::source)
                    .allMatch(source -> source.startsWith("https://"));
        }
    }

    @Test
    void every_switch_does_so_too() throws IOException {
        for (String name : ProfileFiles.SHIPPED) {
            try (InputStream file =
                    Objects.requireNonNull(
                            ProfileFiles.class.getResourceAsStream("profiles/" + name + ".yaml"))) {
                String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text.lines().filter(line -> line.contains("source:")))
                        .as(name)
                        .isNotEmpty()
                        .allMatch(line -> line.contains("https://"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Huawei Technologies Co. Ltd, EG8145X6,"
                + " InternetGatewayDevice.WANDevice.1.X_GponInterafceConfig.RXPower, -21,"
                + " Device.Optical.Interface.1.OpticalSignalLevel, -21000",
        "Huawei, HG8245H,"
                + " InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.AssociatedDevice.2.X_HW_RSSI,"
                + " -61, Device.WiFi.AccessPoint.1.AssociatedDevice.2.SignalStrength, -61",
        "Huawei, EG8145V5,"
                + " InternetGatewayDevice.LANDevice.1.WLANConfiguration.5.X_HW_HT20, 3,"
                + " Device.WiFi.Radio.2.OperatingChannelBandwidth, 80MHz",
        "ZTE, F670L,"
                + " InternetGatewayDevice.WANDevice.1.X_ZTE-COM_WANPONInterfaceConfig.RXPower, 233,"
                + " Device.Optical.Interface.1.OpticalSignalLevel, -16326",
        "ZTE, ZT199,"
                + " InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.X_ZTE-COM_BandWidth,"
                + " 40MHz, Device.WiFi.Radio.1.OperatingChannelBandwidth, 40MHz",
        "ZTE, F673AV9a,"
                + " InternetGatewayDevice.LANDevice.1.WLANConfiguration.5.X_CMCC_ChannelWidth, 3,"
                + " Device.WiFi.Radio.2.OperatingChannelBandwidth, 80MHz",
        "FiberHome, HG6245D,"
                + " InternetGatewayDevice.WANDevice.1.X_FH_GponInterfaceConfig.TXPower, 2.348,"
                + " Device.Optical.Interface.1.TransmitOpticalLevel, 2348",
        "ALCL, G-1425G-A,"
                + " InternetGatewayDevice.X_ALU_OntOpticalParam.RXPower, -18.2,"
                + " Device.Optical.Interface.1.OpticalSignalLevel, -18200",
        "MikroTik, RB951Ui, Device.DeviceInfo.X_MIKROTIK_SystemIdentity, attic,"
                + " Device.DeviceInfo.FriendlyName, attic",
        "TP-Link, XC220-G3v, Device.Optical.Interface.1.X_TP_GPON_Config.RXPower, 100,"
                + " Device.Optical.Interface.1.OpticalSignalLevel, -20000",
    })
    void what_a_device_says_becomes_canonical(
            String manufacturer,
            String productClass,
            String nativePath,
            String text,
            String path,
            String canonical) {
        assertThat(
                        of(manufacturer, productClass, nativePath)
                                .toCanonical(
                                        List.of(
                                                new NativeValue(
                                                        nativePath, ParameterType.STRING, text)),
                                        _ -> true))
                .filteredOn(value -> value.path().equals(ParameterPath.of(path)))
                .singleElement()
                .satisfies(value -> assertThat(value.text()).isEqualTo(canonical));
    }

    @Test
    void a_tp_link_router_tells_its_band_itself() {
        String wlan = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.2.";

        assertThat(
                        of("TP-Link", "IGD", wlan)
                                .toCanonical(
                                        List.of(
                                                new NativeValue(
                                                        wlan + "X_TP_Band",
                                                        ParameterType.STRING,
                                                        "5GHz"),
                                                new NativeValue(
                                                        wlan + "X_TP_Bandwidth",
                                                        ParameterType.STRING,
                                                        "80M")),
                                        _ -> true))
                .filteredOn(value ->
                        value.path().text().equals("Device.WiFi.Radio.2.OperatingChannelBandwidth"))
                .singleElement()
                .satisfies(value -> assertThat(value.text()).isEqualTo("80MHz"));
    }

    @ParameterizedTest
    @CsvSource({
        "Huawei, EG8145V5, PreSharedKey.1.PreSharedKey",
        "Huawei, HG8145V5, PreSharedKey.1.KeyPassphrase",
        "Huawei, HG8245H, KeyPassphrase",
        "ZTE, F680, PreSharedKey.1.KeyPassphrase",
        "TP-Link, IGD, X_TP_PreSharedKey",
        "TP-Link, Archer C6 v3, X_TP_Password",
        "Nokia, G-1425G-A, PreSharedKey.1.KeyPassphrase",
    })
    void the_passphrase_goes_where_the_device_keeps_it(
            String manufacturer, String productClass, String name) {
        String wlan = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.";

        assertThat(
                        of(manufacturer, productClass, wlan)
                                .toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(
                                                        "Device.WiFi.AccessPoint.1.Security.KeyPassphrase"),
                                                "correct horse"),
                                        _ -> Optional.empty()))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        new NativeValue(
                                                wlan + name,
                                                ParameterType.STRING,
                                                "correct horse"))));
    }

    private static ModelTranslator of(String manufacturer, String productClass, String path) {
        return translators.of(
                path.startsWith("Device.") ? DataModelRoot.TR_181 : DataModelRoot.TR_098,
                new DeviceFacts(manufacturer, "", productClass, ""));
    }
}
