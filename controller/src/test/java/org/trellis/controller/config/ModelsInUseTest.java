package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translators;

class ModelsInUseTest {

    private static final String SECRET = "Device.X_ACME_Lamp.Note";

    @TempDir private Path folder;

    @Test
    void without_a_folder_the_shipped_models_are_in_use() {
        try (ModelsInUse models =
                ModelsInUse.of(folder.resolve("missing"), folder.resolve("none"))) {
            assertThat(models.get().models()).isSameAs(Translators.shipped().models());
        }
    }

    @Test
    void a_model_put_into_the_folder_is_used_without_a_restart() throws IOException {
        try (ModelsInUse models = ModelsInUse.of(folder, folder.resolve("profiles"))) {
            assertThat(noteIsSecret(models)).isFalse();

            write("acme.dmc.gz", "2\tNote\t\tP\tw\ts\t\t\t\t\t!s");
            models.check();

            assertThat(models.get().all().node(SECRET)).isPresent();
            assertThat(noteIsSecret(models)).isTrue();
        }
    }

    @Test
    void a_wrong_file_leaves_the_models_in_use_and_is_taken_when_it_is_right() throws IOException {
        write("acme.dmc.gz", "2\tNote\t\tP\tw\ts");
        try (ModelsInUse models = ModelsInUse.of(folder, folder.resolve("profiles"))) {
            Translators before = models.get();

            write("more.dmc.gz", "2\tColour\t\tP\tw\tq");
            models.check();
            assertThat(models.get()).isSameAs(before);

            write("more.dmc.gz", "2\tColours\t\tP\tw\ts");
            models.check();
            assertThat(models.get().all().node("Device.X_ACME_Lamp.Colours")).isPresent();
        }
    }

    @Test
    void a_wrong_file_at_the_start_is_told_with_file_line_and_reason() throws IOException {
        write("more.dmc.gz", "2\tColour\t\tP\tw\tq");

        assertThatThrownBy(() -> ModelsInUse.of(folder, folder.resolve("profiles")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(folder.resolve("more.dmc.gz") + ":5: unknown type 'q'");
    }

    @Test
    void a_profile_put_into_the_folder_is_used_without_a_restart() throws IOException {
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        try (ModelsInUse models = ModelsInUse.of(folder.resolve("none"), profiles)) {
            assertThat(nameOf(models)).isEmpty();

            Files.writeString(profiles.resolve("acme.yaml"), profile("FriendlyName"));
            models.check();
            assertThat(nameOf(models)).contains("Device.DeviceInfo.FriendlyName");

            Files.writeString(profiles.resolve("acme.yaml"), profile("Nonsense"));
            models.check();
            assertThat(nameOf(models)).contains("Device.DeviceInfo.FriendlyName");

            Files.delete(profiles.resolve("acme.yaml"));
            models.check();
            assertThat(nameOf(models)).isEmpty();
        }
    }

    @Test
    void a_wrong_profile_at_the_start_is_told_with_file_line_and_reason() throws IOException {
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        Files.writeString(profiles.resolve("acme.yaml"), profile("Nonsense"));

        assertThatThrownBy(() -> ModelsInUse.of(folder.resolve("none"), profiles))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        profiles.resolve("acme.yaml")
                                + ":3: Device.DeviceInfo.Nonsense is no parameter of the"
                                + " canonical model");
    }

    private static Optional<String> nameOf(ModelsInUse models) {
        String own = "Device.DeviceInfo.X_ACME_Name";
        return models
                .get()
                .of(DataModelRoot.TR_181, new DeviceFacts("Acme", "", "", ""))
                .toCanonicalPaths(own)
                .stream()
                .map(ParameterPath::text)
                .filter(path -> !path.equals(own))
                .findFirst();
    }

    private static String profile(String name) {
        return """
        match: {manufacturer: Acme}
        parameters:
          - native: Device.DeviceInfo.X_ACME_Name
            canonical: Device.DeviceInfo.%s
            source: test
        """
                .formatted(name);
    }

    private static boolean noteIsSecret(ModelsInUse models) {
        return models.get()
                .of(DataModelRoot.TR_181)
                .toCanonical(
                        List.of(new NativeValue(SECRET, ParameterType.STRING, "1234")), _ -> true)
                .getFirst()
                .secret();
    }

    private void write(String name, String node) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            String nodes = "0\tDevice.\t\tO\tr\n1\tX_ACME_Lamp.\t\tO\tr\n" + node + "\n";
            out.write(("#dmc\t2\nB\n" + nodes).getBytes(StandardCharsets.UTF_8));
        }
    }
}
