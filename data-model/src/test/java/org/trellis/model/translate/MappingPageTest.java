package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;

/** The page that shows the whole mapping table is what the table and its translator say. */
class MappingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "tr098-mapping.md");
    private static final String ROOT = "InternetGatewayDevice.";
    private static final String NO_SOURCE = "Without TR-098 parameter";

    private static final String HEAD =
            """
            # From TR-098 to TR-181, row by row

            Generated from the table and the translator that Trellis uses; `./trellis docs` rewrites this page, and a test
            fails while it says something else. What stands behind it is told in [the data model](data-model.md).

            - **Path** is the TR-098 parameter below the heading, whose instance numbers are called a, b, c ... from left to
              right; **TR-181** is where it goes, below `Device.`.
            - **rw** rows can be written, **ro** rows are read only, **cmd** rows are
              [commands](data-model.md#commands-over-cwmp).
            - **Conversion** is from TR-098 to TR-181; *as is* still gives booleans, times and the like their one form. Values
              that do not fit are kept as `raw`.
            - **Instances** are the numbers of the TR-181 path from left to right, one for each `{i}`. An empty field means that
              it has none.

            """;

    private final List<Row> rows =
            ((Tr098Translator) Translators.shipped().of(DataModelRoot.TR_098)).rows();

    @Test
    void the_page_of_the_mapping_is_up_to_date() throws IOException {
        String page = page();
        if (System.getProperty("trellis.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).equals(page))
                .as("docs/tr098-mapping.md is not what the table says: run ./trellis docs")
                .isTrue();
    }

    @Test
    void every_row_is_described() {
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(MappingWords.of(row).conversion())
                                .doesNotStartWith(",")
                                .isNotBlank());
    }

    private String page() throws IOException {
        Map<String, List<Row>> byObject = new LinkedHashMap<>();
        for (Row row : rows) {
            String source = row.source().text();
            String object = source.isEmpty() ? NO_SOURCE : objectOf(source);
            byObject.computeIfAbsent(object, _ -> new ArrayList<>()).add(row);
        }
        StringBuilder out = new StringBuilder(HEAD);
        List<Row> without = Objects.requireNonNull(byObject.remove(NO_SOURCE));
        byObject.forEach((object, group) -> {
            out.append("## ").append(lettered(object)).append("\n\n");
            section(out, object, group);
        });
        out.append("## ").append(NO_SOURCE).append("\n\n");
        out.append(
                "Rows that stand beside those above, with the letters of their TR-098 rows, and commands.\n\n");
        section(out, "", without);
        enumerations(out);
        return out.toString();
    }

    private static void section(StringBuilder out, String object, List<Row> rows) {
        boolean named = !object.isEmpty();
        out.append(named ? "| path " : "").append("| TR-181 | | conversion | instances |\n");
        out.append(named ? "|---" : "").append("|---|---|---|---|\n");
        for (Row row : rows) {
            MappingWords.Words words = MappingWords.of(row);
            if (named) {
                String name = row.source().text().substring(object.length());
                out.append("| ").append(name.isEmpty() ? "(the row)" : name).append(' ');
            }
            out.append("| ").append(row.target().text().substring("Device.".length()));
            out.append(" | ").append(direction(row));
            out.append(" | ").append(words.conversion().replace("|", "\\|"));
            out.append(" | ").append(words.instances()).append(" |\n");
        }
        out.append('\n');
    }

    private static String direction(Row row) {
        boolean command = row.how() instanceof Row.Command || row.target().text().endsWith("()");
        return command ? "cmd" : row.writable() ? "rw" : "ro";
    }

    /** With a letter for each instance: {@code LANDevice.{a}.WLANConfiguration.{b}.}. */
    private static String lettered(String object) {
        StringBuilder out = new StringBuilder();
        char letter = 'a';
        for (String part : object.split("\\{i}", -1)) {
            out.append(out.isEmpty() ? "" : "{" + letter++ + "}").append(part);
        }
        return out.length() > ROOT.length() ? out.substring(ROOT.length()) : out.toString();
    }

    private static String objectOf(String path) {
        return path.endsWith(".") ? path : path.substring(0, path.lastIndexOf('.') + 1);
    }

    private static void enumerations(StringBuilder out) throws IOException {
        out.append("## Tables\n\n");
        out.append("A TR-181 value is written back as the first TR-098 value that has it.\n\n");
        out.append("| table | TR-098 | TR-181 |\n|---|---|---|\n");
        try (InputStream in =
                        Objects.requireNonNull(
                                RowReader.class.getResourceAsStream("tr098-enums.tsv"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t", -1);
                    boolean written = fields.length > 3;
                    out.append("| ").append(fields[0]).append(" | ").append(fields[1]);
                    out.append(written ? " (written only)" : "").append(" | ");
                    out.append(fields.length > 2 ? fields[2] : "").append(" |\n");
                }
            }
        }
    }
}
