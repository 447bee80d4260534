package org.trellis.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;

/** The catalogue format: what the writer writes, the reader reads, and nothing else. */
class DmcTest {

    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String M = "M\tc\tDevice:9.0\tx.xml\t" + HASH + "\t1\tNOTICE\n";

    @Test
    void a_value_may_hold_every_character_that_the_format_uses() throws IOException {
        List<String> odd =
                List.of("a|b", "why?", "no!", "5@2.1", "50%", "tab\there", "line\nend", "");
        SyntaxFacts syntax =
                new SyntaxFacts(
                        ParameterType.STRING,
                        null,
                        null,
                        odd.stream()
                                .map(v -> new SyntaxFacts.EnumeratedValue(v, true, true, "2.1"))
                                .toList(),
                        List.of("x|y", "\u001f?", "%"),
                        List.of(),
                        List.of(),
                        "0.1%",
                        null,
                        "",
                        new SyntaxFacts.DefaultValue(
                                SyntaxFacts.DefaultValue.Kind.FACTORY, "a\tb"));

        CatalogueNode read =
                written(parameter("Odd", syntax, Status.CURRENT)).node("Odd").orElseThrow();

        ValueSyntax value = read.valueSyntax().orElseThrow();
        assertThat(value.enumeration()).isEqualTo(odd);
        assertThat(value.units()).isEqualTo("0.1%");
        assertThat(value.limits().patterns().accept("%")).isTrue();
        assertThat(value.limits().patterns().accept("z")).isFalse();
    }

    @Test
    void the_same_nodes_give_the_same_bytes() {
        List<NodeFacts> nodes = List.of(parameter("A", string(), Status.CURRENT));
        assertThat(DmcWriter.gzipped(List.of(source()), nodes))
                .isEqualTo(DmcWriter.gzipped(List.of(source()), nodes));
    }

    @Test
    void a_catalogue_tells_what_it_was_made_from() throws IOException {
        byte[] bytes =
                DmcWriter.gzipped(
                        List.of(source()), List.of(parameter("A", string(), Status.CURRENT)));
        CatalogueFile file = CatalogueFile.read(new ByteArrayInputStream(bytes), "x.dmc.gz");
        assertThat(file.sources()).containsExactly(source());
    }

    @Test
    void a_deleted_node_is_found_only_among_the_retired() throws IOException {
        Catalogue catalogue =
                written(
                        parameter("Gone", string(), Status.DELETED),
                        parameter("Here", string(), Status.CURRENT));

        assertThat(catalogue.node("Gone")).isEmpty();
        assertThat(catalogue.nodes()).extracting(CatalogueNode::template).containsExactly("Here");
        assertThat(catalogue.retired("Gone").flatMap(CatalogueNode::type))
                .contains(ParameterType.STRING);
        assertThat(catalogue.retired("Here")).isEmpty();
        assertThat(catalogue.check(ParameterPath.of("Gone"), "x")).isEmpty();
    }

    @Test
    void two_data_types_of_one_name_are_not_written() {
        SyntaxFacts other =
                new SyntaxFacts(
                        ParameterType.INT,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        null,
                        "",
                        null);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        DmcWriter.text(
                                List.of(source()),
                                List.of(
                                        parameter("A", named(string()), Status.CURRENT),
                                        parameter("B", named(other), Status.CURRENT))))
                .withMessageContaining("called T");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            commentCharacter = '^',
            value = {
                "#dmc|1/B/; 1; not a catalogue of format 2",
                "#dmc|2/; 1; ends without a node",
                "#dmc|2/B/; 2; ends without a node",
                "#dmc|2/M|c|x/B/; 2; a source has 6 fields",
                "#dmc|2/Y|1/B/; 2; unknown table 'Y'",
                "#dmc|2/T|Name|q/B/; 2; unknown type 'q'",
                "#dmc|2/E|0|a/E|0|b/B/; 3; E without or with a used id",
                "#dmc|2/B/0|A||Q|r|s/; 3; unknown kind 'Q'",
                "#dmc|2/B/0|A|x|P|r|s/; 3; unknown protocol 'x'",
                "#dmc|2/B/0|A||P|z|s/; 3; unknown access 'z'",
                "#dmc|2/B/0|A||P|r|/; 3; unknown type ''",
                "#dmc|2/B/0|A.||P|r|s/; 3; 'A.' is no name of PARAMETER",
                "#dmc|2/B/0|A()||C||||/; 3; unknown mode ''",
                "#dmc|2/B/0|A||P|r|s||| 2/; 3; ' 2' is no version",
                "#dmc|2/B/0|A||P|r|s||||y/; 3; unknown status 'y'",
                "#dmc|2/B/0|A||P|r|s||||||E7/; 3; an empty facet",
                "#dmc|2/B/0|A||P|r|s|||||E7/; 3; no table holds E7",
                "#dmc|2/B/0|A||P|r|s|||||N7/; 3; no table holds N7",
                "#dmc|2/B/0|A||P|r|s|||||TNone/; 3; no table holds TNone",
                "#dmc|2/B/0|A||P|r|s|||||W/; 3; unknown facet W",
                "#dmc|2/B/0|A||P|r|s|||||!z/; 3; unknown mark !z",
                "#dmc|2/B/0|A||P|r|s|||||S5/; 3; not an interval: 5",
                "#dmc|2/B/0|A%7||P|r|s/; 3; bad escape in A%7",
                "#dmc|2/B/0|A||P|r|s/0|A||P|r|s/; 4; A is there twice",
                "#dmc|2/B/0|D.||O|r/2|A||P|r|s/; 4; depth 2 below 1",
                "#dmc|2/B/x|A||P|r|s/; 3; 'x' is no number",
            })
    void says_file_line_and_reason_of_a_wrong_catalogue(String text, int line, String reason) {
        String file = text.replace('|', '\t').replace('/', '\n');
        CatalogueException error =
                catchThrowableOfType(CatalogueException.class, () -> read(gzip(file)));
        assertThat(error.file()).isEqualTo("models/x.dmc.gz");
        assertThat(error.line()).isEqualTo(line);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error).hasMessage("models/x.dmc.gz:" + line + ": " + reason);
    }

    @Test
    void half_a_file_is_no_catalogue() throws IOException {
        byte[] whole = gzip("#dmc\t2\n" + M + "B\n0\tA\t\tP\tr\ts\n");
        CatalogueException error =
                catchThrowableOfType(
                        CatalogueException.class,
                        () -> read(Arrays.copyOf(whole, whole.length / 2)));
        assertThat(error.reason()).startsWith("not a whole gzip file");
        assertThat(catchThrowableOfType(CatalogueException.class, () -> read(new byte[] {1, 2, 3})))
                .isNotNull();
    }

    @Test
    void a_file_that_is_not_utf_8_is_no_catalogue() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("#dmc\t2\nB\n0\t".getBytes(StandardCharsets.UTF_8));
            out.write(0xe4);
        }
        CatalogueException error =
                catchThrowableOfType(CatalogueException.class, () -> read(bytes.toByteArray()));
        assertThat(error.reason()).isEqualTo("not UTF-8");
    }

    private static Catalogue written(NodeFacts... nodes) throws IOException {
        return Catalogue.read(
                new ByteArrayInputStream(DmcWriter.gzipped(List.of(source()), List.of(nodes))), "");
    }

    private static CatalogueFile read(byte[] bytes) throws IOException {
        return CatalogueFile.read(new ByteArrayInputStream(bytes), "models/x.dmc.gz");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static ModelSource source() {
        return new ModelSource(Protocols.CWMP, "Device:9.0", "x.xml", HASH, 1, "NOTICE");
    }

    private static SyntaxFacts string() {
        return new SyntaxFacts(
                ParameterType.STRING,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                null,
                "",
                null);
    }

    private static SyntaxFacts named(SyntaxFacts type) {
        return new SyntaxFacts(
                type.type(),
                new SyntaxFacts.NamedType("T", type),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                null,
                "",
                null);
    }

    private static NodeFacts parameter(String name, SyntaxFacts syntax, Status status) {
        return new NodeFacts(
                name,
                SupportedNode.Kind.PARAMETER,
                Protocols.BOTH,
                Access.READ_ONLY,
                false,
                false,
                "",
                "2.0",
                status,
                syntax,
                List.of(),
                List.of());
    }
}
