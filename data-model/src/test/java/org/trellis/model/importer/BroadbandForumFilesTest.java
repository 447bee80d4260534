package org.trellis.model.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;
import org.trellis.model.catalogue.NodeFacts;
import org.trellis.model.catalogue.Status;
import org.trellis.model.importer.NodeCounts.Kind;

/**
 * The importer against the published files. They are not part of the project: they are looked for
 * in {@code ../shared/data/bbf} beside it, or where the system property or the environment variable
 * {@code trellis.bbf} says ({@code TRELLIS_BBF}).
 */
class BroadbandForumFilesTest {

    private static final String CWMP = "split-2.19.1/tr-181-2-19-1-cwmp.xml";
    private static final String USP = "split-2.19.1/tr-181-2-19-1-usp.xml";
    private static final String CWMP_FLAT = "tr-181-2-19-1-cwmp-flat.xml";
    private static final String USP_FLAT = "tr-181-2-19-1-usp-flat.xml";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // file, objects, tables, parameters, ro, rw, write-once, commands, events, references,
        // secrets
        CWMP + ", 860, 439, 7210, 4566, 2644, 0, 0, 0, 374, 48",
        USP + ", 809, 417, 6581, 4230, 2072, 279, 178, 52, 351, 42",
        CWMP_FLAT + ", 860, 439, 7210, 4566, 2644, 0, 0, 0, 374, 48",
        USP_FLAT + ", 809, 417, 6581, 4230, 2072, 279, 178, 52, 351, 42",
        "tr-181-2-17-0-cwmp-full.xml, 789, 400, 6466, 4099, 2134, 233, 0, 0, 311, 43",
        "tr-181-2-16-0-usp-full.xml, 668, 339, 5309, 3381, 1925, 3, 108, 17, 283, 37",
        "tr-098-1-8-0-full.xml, 192, 91, 1800, 1044, 756, 0, 0, 0, 47, 19",
        "tr-104-1-1-0-full.xml, 43, 18, 350, 128, 222, 0, 0, 0, 0, 4",
        "tr-104-2-0-2-cwmp-full.xml, 113, 56, 849, 335, 514, 0, 0, 0, 62, 6",
        "tr-104-2-0-2-usp-full.xml, 110, 56, 840, 332, 508, 0, 3, 0, 62, 6",
        "tr-135-1-4-1-cwmp-full.xml, 99, 32, 519, 396, 123, 0, 0, 0, 22, 0",
        "tr-135-1-4-1-usp-full.xml, 95, 32, 503, 395, 108, 0, 13, 0, 22, 0",
        "tr-140-1-3-1-cwmp-full.xml, 19, 9, 126, 59, 67, 0, 0, 0, 6, 1",
        "tr-140-1-3-1-usp-full.xml, 19, 9, 126, 59, 67, 0, 0, 0, 6, 1",
        "tr-196-2-1-2-cwmp-full.xml, 245, 55, 1734, 733, 964, 37, 0, 0, 1, 0",
        "tr-196-2-1-2-usp-full.xml, 245, 55, 1734, 733, 964, 37, 0, 0, 1, 0",
        "tr-181-1-7-0-full.xml, 120, 47, 848, 510, 338, 0, 0, 0, 31, 13",
    })
    void has_as_many_nodes_of_each_kind_as_were_counted(
            String file,
            int objects,
            int tables,
            int parameters,
            int readOnly,
            int readWrite,
            int writeOnce,
            int commands,
            int events,
            int references,
            int secrets) {
        NodeCounts counts = only(file).forms().getFirst();
        assertThat(
                        List.of(
                                counts.of(Kind.OBJECTS),
                                counts.of(Kind.TABLES),
                                counts.of(Kind.PARAMETERS),
                                counts.of(Kind.READ_ONLY),
                                counts.of(Kind.READ_WRITE),
                                counts.of(Kind.WRITE_ONCE),
                                counts.of(Kind.COMMANDS),
                                counts.of(Kind.EVENTS),
                                counts.of(Kind.REFERENCES),
                                counts.of(Kind.SECRETS)))
                .containsExactly(
                        objects,
                        tables,
                        parameters,
                        readOnly,
                        readWrite,
                        writeOnce,
                        commands,
                        events,
                        references,
                        secrets);
    }

    @Test
    void split_files_give_the_arguments_and_the_deleted_nodes_that_were_counted() {
        NodeCounts usp = only(USP).forms().getFirst();
        assertThat(usp.of(Kind.ASYNC_COMMANDS)).isEqualTo(83);
        assertThat(usp.of(Kind.INPUT_ARGUMENTS)).isEqualTo(425);
        assertThat(usp.of(Kind.OUTPUT_ARGUMENTS)).isEqualTo(505);
        assertThat(usp.of(Kind.EVENT_ARGUMENTS)).isEqualTo(139);
        assertThat(usp.living()).isEqualTo(8758);
        assertThat(usp.of(Kind.DELETED)).isEqualTo(160);
        NodeCounts cwmp = only(CWMP).forms().getFirst();
        assertThat(cwmp.living()).isEqualTo(8070);
        assertThat(cwmp.of(Kind.DELETED)).isEqualTo(146);
    }

    @Test
    void split_and_flat_files_of_one_version_give_the_same_nodes_and_accesses() {
        assertThat(lines(only(CWMP))).isEqualTo(lines(only(CWMP_FLAT)));
        assertThat(lines(only(USP))).isEqualTo(lines(only(USP_FLAT)));
    }

    @ParameterizedTest
    @CsvSource({
        "tr-181-2-16-0-usp-full.xml",
        "tr-181-2-17-0-cwmp-full.xml",
        "tr-098-1-8-0-full.xml",
        "tr-104-1-1-0-full.xml",
        "tr-104-2-0-2-cwmp-full.xml",
        "tr-104-2-0-2-usp-full.xml",
        "tr-135-1-4-1-cwmp-full.xml",
        "tr-135-1-4-1-usp-full.xml",
        "tr-140-1-3-1-cwmp-full.xml",
        "tr-140-1-3-1-usp-full.xml",
        "tr-196-2-1-2-cwmp-full.xml",
        "tr-196-2-1-2-usp-full.xml",
        "tr-181-1-7-0-full.xml",
    })
    void a_published_full_file_gives_exactly_the_nodes_it_spells_out(String file) {
        Set<String> templates = new TreeSet<>();
        only(file).roots().forEach(root -> living(root, "", templates));
        assertThat(templates).isEqualTo(SpelledOut.of(path(file)));
    }

    @Test
    void cwmp_and_usp_are_merged_without_loss() {
        ImportResult result = ModelImporter.run(List.of(path(CWMP), path(USP)));
        assertThat(result.isSound()).isTrue();
        ImportedCatalogue both = result.catalogues().getFirst();
        Set<String> templates = new TreeSet<>();
        both.roots().forEach(root -> living(root, "", templates));
        Set<String> expected = new TreeSet<>();
        only(CWMP).roots().forEach(root -> living(root, "", expected));
        only(USP).roots().forEach(root -> living(root, "", expected));
        assertThat(templates).isEqualTo(expected).hasSize(9_771);
        assertThat(count(both.roots(), Protocols.BOTH)).isGreaterThan(6_700);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tr-181-2.19, " + CWMP + ", " + USP,
        "tr-098-1.14, tr-098-1-8-0-full.xml,",
        "tr-104-1.1, tr-104-1-1-0-full.xml,",
        "tr-104-2.0, tr-104-2-0-2-cwmp-full.xml, tr-104-2-0-2-usp-full.xml",
        "tr-135-1.4, tr-135-1-4-1-cwmp-full.xml, tr-135-1-4-1-usp-full.xml",
        "tr-140-1.3, tr-140-1-3-1-cwmp-full.xml, tr-140-1-3-1-usp-full.xml",
        "tr-196-2.1, tr-196-2-1-2-cwmp-full.xml, tr-196-2-1-2-usp-full.xml",
    })
    void a_shipped_catalogue_is_what_the_files_give(String name, String one, String other)
            throws IOException {
        List<Path> files = other == null ? List.of(path(one)) : List.of(path(one), path(other));
        ImportedCatalogue imported = ModelImporter.run(files).catalogues().getFirst();
        assertThat(imported.name()).isEqualTo(name);
        assertThat(imported.text()).isEqualTo(shipped(imported.fileName()));
    }

    @Test
    void every_model_of_a_file_is_imported() {
        ImportResult result = ModelImporter.run(List.of(path("tr-143-1-0-2-full.xml")));
        assertThat(result.catalogues())
                .extracting(ImportedCatalogue::name)
                .containsExactly("tr-143-device-1.2", "tr-143-internetgatewaydevice-1.3");
        assertThat(result.catalogues().getLast().forms().getFirst().of(Kind.PARAMETERS))
                .isEqualTo(713);
    }

    private static ImportedCatalogue only(String file) {
        ImportResult result = ModelImporter.run(List.of(path(file)));
        assertThat(result.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(result.catalogues()).hasSize(1);
        return result.catalogues().getFirst();
    }

    /** Skips the test, by its name, where the files are not at hand. */
    private static Path path(String file) {
        Path path = folder().resolve(file);
        assumeTrue(
                Files.isRegularFile(path),
                () ->
                        "not run, since the Broadband Forum's file is not at hand: "
                                + file
                                + " (looked in ../shared/data/bbf; -Dtrellis.bbf names another folder)");
        return path;
    }

    private static Path folder() {
        String told = System.getProperty("trellis.bbf", System.getenv("TRELLIS_BBF"));
        if (told != null) {
            return Path.of(told);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isRegularFile(root.resolve("trellis"))) {
            root = root.getParent();
        }
        return root.resolve("../shared/data/bbf").normalize();
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in =
                new GZIPInputStream(
                        Objects.requireNonNull(Catalogue.class.getResourceAsStream(name), name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void living(NodeFacts node, String above, Set<String> templates) {
        if (node.status() != Status.DELETED) {
            templates.add(above + node.name());
        }
        node.children().forEach(child -> living(child, above + node.name(), templates));
    }

    /**
     * Template, access, status and type of the living nodes. An object among arguments has no
     * access that means anything.
     */
    private static Set<String> lines(ImportedCatalogue catalogue) {
        Set<String> lines = new TreeSet<>();
        catalogue.roots().forEach(root -> lines(root, "", lines));
        return lines;
    }

    private static void lines(NodeFacts node, String above, Set<String> lines) {
        if (node.status() != Status.DELETED) {
            String template = above + node.name();
            boolean argument = above.contains("()") || above.contains("!");
            String access = argument ? "-" : node.access().name();
            String type = node.syntax() == null ? "" : node.syntax().type().label();
            lines.add(String.join(" ", template, access, node.status().name(), type));
        }
        node.children().forEach(child -> lines(child, above + node.name(), lines));
    }

    private static int count(List<NodeFacts> nodes, Protocols protocols) {
        return nodes.stream()
                .mapToInt(n ->
                        (n.protocols() == protocols && n.status() != Status.DELETED ? 1 : 0)
                                + count(n.children(), protocols))
                .sum();
    }
}
