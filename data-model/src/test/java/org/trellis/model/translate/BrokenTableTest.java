package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ResourceTable;
import org.trellis.model.capability.support.Members;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.retired.RetiredNames;

/** The tables of the program say where they are wrong, as catalogues do. */
class BrokenTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rows; Device.A; has only 1 fields",
                "rows; InternetGatewayDevice.A|Device.A|ro|dance|; unknown transform dance",
                "rows; InternetGatewayDevice.A|Device.A|ro|copy|twirl; unknown formula 'twirl'",
                "rows; InternetGatewayDevice.A|Device.A|ro|copy|idem2; unknown formula 'idem2'",
                "rows; InternetGatewayDevice.A.{i}.B|Device.A|ro|list-item:x|idem; For input",
                "enums; Status; has only 1 fields",
                "retired; Device.A; has only 1 fields",
                "retired; Device.A|Device.B|other; unknown change other",
                "retired; Device.A|Device.B|item x; For input string: \"x\"",
                "members; system|identity|attr; has only 3 fields",
                "members; cooking|identity|attr|Device.A; unknown capability cooking",
                "members; system|identity|smell|Device.A; unknown kind smell",
            })
    void says_file_line_and_reason(String kind, String line, String reason) {
        ResourceTable broken =
                new ResourceTable("some.tsv", "# what it is\n" + line.replace('|', '\t') + "\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> read(kind, broken))
                .withMessageStartingWith("some.tsv:2: " + reason);
    }

    private static Object read(String kind, ResourceTable broken) {
        ResourceTable empty = new ResourceTable("empty.tsv", "");
        return switch (kind) {
            case "rows" -> rows(broken, empty);
            case "enums" -> rows(empty, broken);
            case "retired" -> RetiredNames.of(broken);
            default -> Members.of(broken);
        };
    }

    private static Object rows(ResourceTable rows, ResourceTable enumerations) {
        return RowReader.read(
                rows, enumerations, Catalogue.of(DataModelRoot.TR_098), Catalogue.canonical());
    }
}
