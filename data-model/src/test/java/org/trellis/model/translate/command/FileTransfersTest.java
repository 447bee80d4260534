package org.trellis.model.translate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.translate.command.TriggersTest.errors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

class FileTransfersTest {

    private static final String URL = "http://files.example:8080/image.bin";
    private static final String IMAGE = "Device.DeviceInfo.FirmwareImage.1.";

    private final ModelTranslator tr181 = Translators.shipped().of(DataModelRoot.TR_181);
    private final ModelTranslator tr098 = Translators.shipped().of(DataModelRoot.TR_098);

    private static Translated<CommandPlan> plan(
            ModelTranslator translator, String command, Map<String, String> input) {
        return translator.toCommand(ParameterPath.of(command), input);
    }

    private static Map<String, String> firmware(String name, String text) {
        Map<String, String> input = new LinkedHashMap<>(Map.of("URL", URL, "AutoActivate", "true"));
        input.put(name, text);
        return input;
    }

    @Test
    void firmware_is_a_download_of_type_1() {
        for (ModelTranslator translator : List.of(tr181, tr098)) {
            assertThat(plan(translator, IMAGE + "Download()", firmware("FileSize", "7")))
                    .isEqualTo(
                            new Translated.Ok<>(
                                    new CommandPlan.Download(
                                            "1 Firmware Upgrade Image",
                                            new FileServer(URL, "", ""),
                                            7,
                                            "")));
        }
    }

    @Test
    void a_configuration_and_a_log_are_named_by_their_row() {
        FileServer server = new FileServer(URL, "me", "secret");
        Map<String, String> input = Map.of("URL", URL, "Username", "me", "Password", "secret");
        assertThat(plan(tr098, "Device.DeviceInfo.VendorConfigFile.1.Backup()", input))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.Upload(
                                        "3 Vendor Configuration File 1",
                                        "1 Vendor Configuration File",
                                        ParameterPath.of("Device.DeviceInfo.VendorConfigFile.1."),
                                        server)));
        assertThat(plan(tr181, "Device.DeviceInfo.VendorLogFile.2.Upload()", input))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.Upload(
                                        "4 Vendor Log File 2",
                                        "4 Vendor Log File 2",
                                        ParameterPath.of("Device.DeviceInfo.VendorLogFile.2."),
                                        server)));
        Map<String, String> restore = new LinkedHashMap<>(input);
        restore.put("TargetFileName", "old.cfg");
        assertThat(plan(tr181, "Device.DeviceInfo.VendorConfigFile.1.Restore()", restore))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.Download(
                                        "3 Vendor Configuration File", server, 0, "old.cfg")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image.bin",
                "tftp://files.example/image.bin",
                "file:///etc/passwd",
                "http:///image.bin",
                "http://me:secret@files.example/image.bin",
                "http://files.example:70000/image.bin",
                "http://files.example/an image.bin"
            })
    void a_url_that_no_device_can_fetch_is_refused(String url) {
        assertThat(errors(plan(tr181, IMAGE + "Download()", firmware("URL", url))))
                .containsExactly(IMAGE + "Download().Input.URL INVALID_VALUE");
    }

    @Test
    void what_a_download_cannot_carry_is_refused() {
        assertThat(errors(plan(tr181, IMAGE + "Download()", firmware("AutoActivate", "false"))))
                .containsExactly(IMAGE + "Download().Input.AutoActivate NOT_SUPPORTED");
        assertThat(errors(plan(tr181, IMAGE + "Download()", firmware("CheckSum", "0A0B"))))
                .containsExactly(IMAGE + "Download().Input.CheckSum NOT_SUPPORTED");
        assertThat(errors(plan(tr181, IMAGE + "Download()", Map.of("URL", URL))))
                .containsExactly(IMAGE + "Download().Input.AutoActivate INVALID_VALUE");
        assertThat(
                        errors(
                                plan(
                                        tr098,
                                        "Device.DeviceInfo.FirmwareImage.2.Download()",
                                        firmware("FileSize", "0"))))
                .containsExactly("Device.DeviceInfo.FirmwareImage.2.Download() NOT_SUPPORTED");
    }

    @Test
    void the_image_of_tr098_runs_already_and_another_of_tr181_is_started_with() {
        assertThat(plan(tr098, IMAGE + "Activate()", Map.of()))
                .isEqualTo(new Translated.Ok<>(new CommandPlan.Nothing()));
        assertThat(plan(tr181, "Device.DeviceInfo.FirmwareImage.2.Activate()", Map.of()))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.Restart(
                                        List.of(
                                                new NativeValue(
                                                        "Device.DeviceInfo.BootFirmwareImage",
                                                        ParameterType.STRING,
                                                        "Device.DeviceInfo.FirmwareImage.2")))));
        assertThat(
                        errors(
                                plan(
                                        tr181,
                                        IMAGE + "Activate()",
                                        Map.of(
                                                "TimeWindow.1.Start", "0",
                                                "TimeWindow.1.End", "60",
                                                "TimeWindow.1.Mode", "AnyTime"))))
                .hasSize(3)
                .allMatch(e -> e.endsWith("NOT_SUPPORTED"));
    }

    @Test
    void passwords_are_never_printed() {
        FileServer server = new FileServer("http://files.example/a?token=hush", "me", "secret");
        assertThat(new CommandPlan.Download("1", server, 0, "").toString())
                .doesNotContain("secret", "hush", "files.example");
    }
}
