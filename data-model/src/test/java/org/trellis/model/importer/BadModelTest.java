package org.trellis.model.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is left out silently: what cannot be resolved is told by file and line. */
class BadModelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "unresolved-import.xml; 2; import of tr-999-2-missing.xml (urn:example:tr-999-2-1-missing): no such file at hand",
                "unknown-component.xml; 4; component Nothing is not defined in unknown-component.xml",
                "unknown-base.xml; 2; model Device:9.0 is not defined in unknown-base.xml",
                "unknown-base.xml; 4; base of object Nothing. is unknown",
                "unknown-base.xml; 6; base of parameter Nothing is unknown",
                "unknown-base.xml; 7; base of command Nothing() is unknown",
                "unknown-base.xml; 8; base of event Nothing! is unknown",
                "unknown-base.xml; 10; object Device.B.C. has no parent",
                "unknown-type.xml; 2; dataType Loop is its own base",
                "unknown-type.xml; 5; dataType Nothing is not defined in unknown-type.xml",
                "unknown-type.xml; 6; unknown type integer",
                "unknown-type.xml; 7; no syntax of C",
                "unknown-type.xml; 9; range is no interval",
                "unknown-type.xml; 10; unknown facet colour",
                "unknown-type.xml; 11; unknown default type odd",
                "unknown-type.xml; 12; unknown access sometimes",
                "unknown-type.xml; 12; unknown status ill",
                "cyclic-import.xml; 0; cyclic-import-2.xml:2: cyclic import of cyclic-import.xml",
                "cyclic-import.xml; 0; cyclic-import.xml:3: component A imports itself",
                "component-in-itself.xml; 3; component A contains itself",
                "own-base.xml; 2; model Device:9.0 is its own base",
                "twice.xml; 3; component A is there twice",
                "twice.xml; 7; parameter X is there already, from twice.xml:6: here",
                "bad-names.xml; 4; object without a name that ends with a dot",
                "bad-names.xml; 5; 'new' is no version",
                "bad-names.xml; 6; '' is no parameter name",
                "bad-names.xml; 7; 'Reboot' is no command name",
                "bad-names.xml; 8; 'Boot' is no event name",
                "bad-names.xml; 9; unique key without parameters",
                "bad-names.xml; 10; unknown element surprise",
                "bad-names.xml; 12; no object Device.Nowhere. for component C",
                "bad-names.xml; 15; unknown element surprise",
                "no-model.xml; 0; no-model.xml: defines no model",
                "not-a-document.xml; 1; no data model: its root is html",
                "doctype-external.xml; 3; document type declaration refused: only an internal subset is allowed",
                "doctype-entity-file.xml; 4; document type declaration refused: only entities of plain text are allowed",
                "doctype-entity-bomb.xml; 4; document type declaration refused: an entity must not refer to another",
                "doctype-parameter-entity.xml; 2; document type declaration refused: only entities of plain text are allowed",
            })
    void says_what_is_wrong_by_file_and_line(String file, int line, String reason) {
        ImportResult result = Fixtures.imported("errors/" + file);
        String expected = line > 0 ? file + ":" + line + ": " + reason : reason;
        assertThat(result.problems()).extracting(Problem::toString).contains(expected);
        assertThat(result.isSound()).isFalse();
        assertThat(result.catalogues()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"malformed.xml, 4", "undeclared-entity.xml, 2", "doctype-hidden.xml, 2"})
    void says_where_xml_is_not_well_formed_or_asks_for_more_than_elements(String file, int line) {
        Problem problem = Fixtures.imported("errors/" + file).problems().getFirst();
        assertThat(problem.file()).isEqualTo(file);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.isError()).isTrue();
    }

    @Test
    void a_prefix_that_nothing_binds_is_no_fault() {
        ImportResult result = Fixtures.imported("split/tr-901-1-0-0-unbound.xml");
        assertThat(result.problems()).isEmpty();
        assertThat(result.catalogues()).hasSize(1);
        assertThat(result.catalogues().getFirst().text())
                .contains("0\tInternetGatewayDevice.\t", "1\tLamp\t");
    }

    @Test
    void says_that_a_file_is_not_there() {
        ImportResult result = ModelImporter.run(List.of(Path.of("no-such-file.xml")));
        assertThat(result.problems().getFirst().toString())
                .startsWith("no-such-file.xml: cannot be read");
    }

    @Test
    void does_not_take_one_model_from_two_files(@TempDir Path folder) throws IOException {
        String text = Fixtures.text("split/tr-900-2-1-0-forgetful.xml");
        Files.writeString(folder.resolve("other.xml"), text);
        Files.writeString(
                folder.resolve("tr-900-types.xml"), Fixtures.text("split/tr-900-types.xml"));
        ImportResult result =
                ModelImporter.run(
                        List.of(
                                Fixtures.file("split/tr-900-2-1-0-forgetful.xml"),
                                folder.resolve("other.xml")));
        assertThat(result.problems())
                .extracting(Problem::toString)
                .contains("other.xml: Device:2.1 for CWMP is also in tr-900-2-1-0-forgetful.xml");
        assertThat(result.catalogues()).isEmpty();
    }

    @Test
    void a_bad_file_does_not_keep_a_good_one_from_being_written(@TempDir Path folder) {
        Run run = new Run();
        int status =
                run.command(
                        Fixtures.file("errors/malformed.xml").toString(),
                        Fixtures.file("split/tr-900-2-1-0-cwmp.xml").toString(),
                        "--to",
                        folder.resolve("models").toString());

        assertThat(status).isEqualTo(1);
        assertThat(run.err()).contains("error: malformed.xml:4: not well-formed");
        assertThat(run.out())
                .contains("Device:2.1 for CWMP, from tr-900-2-1-0-cwmp.xml and 3 files it imports")
                .contains("6 objects");
        assertThat(folder.resolve("models/tr-900-2.1.dmc.gz")).exists();
    }

    @Test
    void the_command_ends_with_0_when_all_is_well_and_2_when_it_is_called_wrongly(
            @TempDir Path folder) {
        String file = Fixtures.file("split/tr-900-2-1-0-cwmp.xml").toString();
        assertThat(new Run().command(file, "--to", folder.toString())).isZero();
        assertThat(new Run().command()).isEqualTo(2);
        assertThat(new Run().command(file, "--to")).isEqualTo(2);
        assertThat(new Run().command("--what", file)).isEqualTo(2);
    }

    /** The command with its output. */
    private static final class Run {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        int command(String... arguments) {
            return ImportCommand.run(
                    new ArrayList<>(List.of(arguments)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }
}
