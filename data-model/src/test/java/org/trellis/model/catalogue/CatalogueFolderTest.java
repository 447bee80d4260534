package org.trellis.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.model.DataModelRoot;

class CatalogueFolderTest {

    private static final String VENDOR = "Device.X_ACME_Lamp.Brightness";

    @TempDir private Path home;

    private Path folder;
    private CatalogueFolder models;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(home.resolve("models"));
        models = new CatalogueFolder(folder);
    }

    @Test
    void without_files_the_shipped_models_are_in_use() throws IOException {
        assertThat(models.load().canonical().nodes()).hasSameSizeAs(Catalogue.canonical().nodes());
        assertThat(new CatalogueFolder(home.resolve("missing")).load().standard().nodes())
                .hasSameSizeAs(Catalogue.standard().nodes());
    }

    @Test
    void an_added_model_is_used_without_a_rebuild() throws IOException {
        write(
                "acme.dmc.gz",
                "0\tDevice.\t\tO\tr\n1\tX_ACME_Lamp.\t\tO\tr\n2\tBrightness\t\tP\tw\tu\n");

        models.load();

        assertThat(models.models().canonical().node(VENDOR)).isPresent();
        assertThat(models.models().canonical().node("Device.WiFi.SSID.{i}.SSID")).isPresent();
        assertThat(models.models().of(DataModelRoot.TR_098).node(VENDOR)).isEmpty();
        assertThat(models.models().standard().node(VENDOR)).isPresent();
    }

    @Test
    void an_added_service_is_found_below_both_roots() throws IOException {
        write("lamp.dmc.gz", "0\tX_ACME_LampService.{i}.\t\tO\tr\n1\tOn\t\tP\tw\tb\n");

        CatalogueFolder.Models loaded = models.load();

        assertThat(loaded.canonical().node("Device.Services.X_ACME_LampService.{i}.On"))
                .isPresent();
        assertThat(loaded.tr098().node("InternetGatewayDevice.Services.X_ACME_LampService.{i}.On"))
                .isPresent();
    }

    @Test
    void a_later_file_replaces_what_an_earlier_one_says() throws IOException {
        write("a.dmc.gz", "0\tInternetGatewayDevice.\t\tO\tr\n1\tX_ACME_A\t\tP\tr\ts\n");
        write("b.dmc.gz", "0\tInternetGatewayDevice.\t\tO\tr\n1\tX_ACME_A\t\tP\tw\ts\n");

        assertThat(models.load().tr098().node("InternetGatewayDevice.X_ACME_A"))
                .map(CatalogueNode::access)
                .contains(Access.READ_WRITE);
    }

    @Test
    void what_a_later_file_deletes_is_retired_and_what_it_brings_back_is_alive()
            throws IOException {
        write(
                "a.dmc.gz",
                "0\tDevice.\t\tO\tr\n1\tX_ACME_A\t\tP\tr\ts\n"
                        + "1\tX_ACME_B\t\tP\tr\ts\t\t\t\tx\n");
        write(
                "b.dmc.gz",
                "0\tDevice.\t\tO\tr\n1\tX_ACME_A\t\tP\tr\ts\t\t\t\tx\n"
                        + "1\tX_ACME_B\t\tP\tr\ts\n");

        Catalogue canonical = models.load().canonical();

        assertThat(canonical.node("Device.X_ACME_A")).isEmpty();
        assertThat(canonical.retired("Device.X_ACME_A")).isPresent();
        assertThat(canonical.node("Device.X_ACME_B")).isPresent();
        assertThat(canonical.retired("Device.X_ACME_B")).isEmpty();
        assertThat(models.models().standard().node("Device.X_ACME_A")).isEmpty();
    }

    @Test
    void a_wrong_file_leaves_the_models_in_use_as_they_are() throws IOException {
        write(
                "acme.dmc.gz",
                "0\tDevice.\t\tO\tr\n1\tX_ACME_Lamp.\t\tO\tr\n2\tBrightness\t\tP\tw\tu\n");
        CatalogueFolder.Models before = models.load();
        write(
                "broken.dmc.gz",
                "0\tDevice.\t\tO\tr\n1\tX_ACME_Lamp.\t\tO\tr\n2\tColour\t\tP\tw\tq\n");

        CatalogueException error = catchThrowableOfType(CatalogueException.class, models::load);

        assertThat(error.file()).isEqualTo(folder.resolve("broken.dmc.gz").toString());
        assertThat(error.line()).isEqualTo(5);
        assertThat(error.reason()).isEqualTo("unknown type 'q'");
        assertThat(models.models()).isSameAs(before);
    }

    private void write(String name, String nodes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(("#dmc\t2\nB\n" + nodes).getBytes(StandardCharsets.UTF_8));
        }
    }
}
