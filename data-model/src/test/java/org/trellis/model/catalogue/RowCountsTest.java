package org.trellis.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedNode;

class RowCountsTest {

    private static final RowCounts COUNTS = new RowCounts(Catalogue.canonical());

    private static PathExpression count(String table) {
        return COUNTS.of(PathExpression.of(table)).orElseThrow();
    }

    @Test
    void a_count_stands_beside_its_table() {
        assertThat(count("Device.NAT.PortMapping.").text())
                .isEqualTo("Device.NAT.PortMappingNumberOfEntries");
        assertThat(COUNTS.table(ParameterPath.of("Device.NAT.PortMappingNumberOfEntries")))
                .contains(ParameterPath.of("Device.NAT.PortMapping."));
        assertThat(COUNTS.table(ParameterPath.of("Device.NAT.PortMapping.1.Enable"))).isEmpty();
        assertThat(COUNTS.table(ParameterPath.of("Device.NAT.NumberOfEntries"))).isEmpty();
        for (String none :
                new String[] {
                    "Device.",
                    "Device.NAT.Enable",
                    "Device.NAT.PortMapping.1.",
                    "Device.NAT.PortMapping.*.",
                    "Device.NAT.PortMapping.[Alias==\"a\"]."
                }) {
            assertThat(COUNTS.of(PathExpression.of(none))).as(none).isEmpty();
        }
    }

    @Test
    void some_tables_are_counted_by_another_name_than_theirs() {
        assertThat(count("Device.DNS.Relay.Forwarding.").text())
                .isEqualTo("Device.DNS.Relay.ForwardNumberOfEntries");
        assertThat(COUNTS.table(ParameterPath.of("Device.DNS.Relay.ForwardNumberOfEntries")))
                .contains(ParameterPath.of("Device.DNS.Relay.Forwarding."));
    }

    @Test
    void every_table_of_the_canonical_model_has_the_count_that_the_model_says() {
        assertThat(Catalogue.canonical().nodes())
                .filteredOn(node -> !node.table().countParameter().isEmpty())
                .filteredOn(node -> !node.template().contains("()."))
                .hasSizeGreaterThan(200)
                .allSatisfy(node -> {
                    String table = node.template().substring(0, node.template().length() - 4);
                    assertThat(count(table).text()).endsWith("." + node.table().countParameter());
                    assertThat(
                                    COUNTS.table(
                                            ParameterPath.of(
                                                    count(table).text().replace("{i}", "1"))))
                            .contains(ParameterPath.of(table.replace("{i}", "1")));
                });
    }

    @Test
    void a_model_in_use_says_what_its_tables_are_counted_by() {
        String table = "Device.X_ACME_Lamp.";
        CatalogueNode row =
                new CatalogueNode(
                        table + "{i}.",
                        SupportedNode.Kind.OBJECT,
                        Access.READ_ONLY,
                        new CatalogueNode.Origin(CatalogueNode.Origin.Protocols.BOTH, ""),
                        Set.of(),
                        null,
                        new TableFacts("X_ACME_Lamps", "", List.of()));
        RowCounts counts = new RowCounts(Catalogue.canonical().plus(Catalogue.of(List.of(row))));
        assertThat(counts.of(PathExpression.of(table)))
                .contains(PathExpression.of("Device.X_ACME_Lamps"));
    }
}
