package org.trellis.model.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.CatalogueNode.Flag;
import org.trellis.model.catalogue.CatalogueNode.Origin;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;
import org.trellis.model.catalogue.Interval;
import org.trellis.model.catalogue.TableFacts;
import org.trellis.model.catalogue.ValueLimits;
import org.trellis.model.catalogue.ValueSyntax;

/** Every construct of a data model in split files, CWMP and USP, by an invented one. */
class SplitModelTest {

    private static final String CWMP = "split/tr-900-2-1-0-cwmp.xml";
    private static final String USP = "split/tr-900-2-1-0-usp.xml";

    private final ImportResult result = Fixtures.imported(CWMP, USP);
    private final ImportedCatalogue both = result.catalogues().getFirst();
    private final Catalogue catalogue = read(both);

    @Test
    void gives_the_expected_catalogue() {
        assertThat(both.name()).isEqualTo("tr-900-2.1");
        // the hash of the sources changes with every word of a fixture
        assertThat(both.text().replaceAll("[0-9a-f]{64}", "sha256"))
                .isEqualTo(Fixtures.text("split/expected.dmc"));
    }

    @Test
    void gives_the_same_bytes_again_and_in_whichever_order_the_files_are_named() {
        assertThat(Fixtures.imported(USP, CWMP).catalogues().getFirst().gzipped())
                .isEqualTo(both.gzipped());
    }

    @Test
    void counts_nodes_by_kind_and_protocol() {
        NodeCounts cwmp = both.forms().getFirst();
        NodeCounts usp = both.forms().getLast();
        assertThat(cwmp.of(NodeCounts.Kind.OBJECTS)).isEqualTo(6);
        assertThat(cwmp.of(NodeCounts.Kind.TABLES)).isEqualTo(2);
        assertThat(cwmp.of(NodeCounts.Kind.DELETED)).isEqualTo(2);
        assertThat(usp.of(NodeCounts.Kind.COMMANDS)).isEqualTo(2);
        assertThat(usp.of(NodeCounts.Kind.ASYNC_COMMANDS)).isEqualTo(1);
        assertThat(usp.of(NodeCounts.Kind.INPUT_ARGUMENTS)).isEqualTo(3);
        assertThat(usp.of(NodeCounts.Kind.OUTPUT_ARGUMENTS)).isEqualTo(1);
        assertThat(usp.of(NodeCounts.Kind.EVENT_ARGUMENTS)).isEqualTo(2);
        assertThat(usp.of(NodeCounts.Kind.ARGUMENT_OBJECTS)).isEqualTo(2);
        assertThat(usp.of(NodeCounts.Kind.DELETED)).isEqualTo(3);
        assertThat(cwmp.living()).isEqualTo(31);
        assertThat(usp.living()).isEqualTo(37);
    }

    @Test
    void takes_the_highest_corrigendum_of_the_version_in_spec() {
        assertThat(catalogue.node("Device.Port.{i}.")).isPresent();
        assertThat(catalogue.node("Device.TooOld.")).isEmpty();
    }

    @Test
    void lets_the_outermost_file_say_what_a_virtual_component_is() {
        assertThat(form(CWMP, "Device.Port.{i}.Alias").access()).isEqualTo(Access.READ_WRITE);
        assertThat(form(USP, "Device.Port.{i}.Alias").access()).isEqualTo(Access.WRITE_ONCE);
        assertThat(form("split/tr-900-2-1-0-common.xml", "Device.Port.{i}.Alias").access())
                .isEqualTo(Access.READ_ONLY);
    }

    @Test
    void prefixes_a_component_by_its_path_and_never_goes_below_its_version() {
        assertThat(version("Device.Port.{i}.Stats.")).isEqualTo("2.2");
        assertThat(version("Device.Port.{i}.Stats.BytesSent")).isEqualTo("2.2");
        assertThat(version("Device.Port.{i}.Name")).isEqualTo("2.1");
        assertThat(version("Device.Port.{i}.Address")).isEqualTo("2.3");
    }

    @Test
    void takes_the_version_of_the_model_for_root_elements_without_one() {
        assertThat(version("Device.Late.Thing")).isEqualTo("2.1");
        assertThat(version("ModelNumber")).isEqualTo("2.1");
    }

    @Test
    void a_node_of_both_protocols_keeps_the_version_of_cwmp() {
        assertThat(node("Device.Version").origin()).isEqualTo(new Origin(Protocols.BOTH, "2.0"));
        assertThat(form(USP, "Device.Version").origin().version()).isEqualTo("2.12");
    }

    @Test
    void a_missing_access_means_read_only() {
        assertThat(node("Device.Port.{i}.Name").access()).isEqualTo(Access.READ_ONLY);
        assertThat(node("Device.Late.").access()).isEqualTo(Access.READ_ONLY);
        assertThat(node("Device.Port.{i}.").access()).isEqualTo(Access.READ_WRITE);
    }

    @Test
    void data_types_restrict_their_base() {
        ValueSyntax address = syntax("Device.Port.{i}.Address");
        assertThat(address.namedType()).isEqualTo("Address");
        assertThat(address.limits().sizes()).containsExactly(new Interval(Long.MIN_VALUE, 15, 1));
        assertThat(address.limits().patterns().accept("192.0.2.1")).isTrue();
        assertThat(address.limits().patterns().accept("")).isTrue();
        assertThat(address.limits().patterns().accept("192.0.2")).isFalse();

        ValueSyntax level = syntax("Device.Box.Level");
        assertThat(level.limits().ranges()).containsExactly(new Interval(1, 5, 2));
        assertThat(level.units()).isEqualTo("percent");
        assertThat(syntax("Device.Box.Levels").list()).isTrue();
        assertThat(form(CWMP, "Device.Box.State").valueSyntax().orElseThrow().enumeration())
                .containsExactly("None", "Requested");
    }

    @Test
    void keeps_every_range_and_size() {
        assertThat(syntax("Device.Version").limits().sizes())
                .containsExactly(new Interval(1, 8, 1), new Interval(16, 16, 1));
        assertThat(syntax("Device.Box.Temperature").limits().ranges())
                .containsExactly(
                        new Interval(-274, Long.MAX_VALUE, 1), new Interval(-300, -299, 1));
    }

    @Test
    void leaves_out_deleted_values_and_keeps_odd_ones() {
        assertThat(syntax("Device.Odd").enumeration()).containsExactly("50%", "why?", "a|b", "old");
    }

    @Test
    void a_reference_to_an_enumeration_gives_its_values() {
        ValueLimits limits = form(CWMP, "Device.Box.Modes").valueSyntax().orElseThrow().limits();
        assertThat(limits.enumeration()).containsExactly("A", "B");
    }

    @Test
    void what_builds_on_a_base_changes_it() {
        CatalogueNode mode = form(USP, "Device.Box.Mode");
        assertThat(mode.access()).isEqualTo(Access.READ_ONLY);
        assertThat(mode.valueSyntax().orElseThrow().enumeration()).containsExactly("A", "C");
        assertThat(form(CWMP, "Device.Box.Mode").access()).isEqualTo(Access.READ_WRITE);
        assertThat(form(USP, "Device.Box.Secret").valueSyntax().orElseThrow().limits().sizes())
                .containsExactly(new Interval(Long.MIN_VALUE, 32, 1));
    }

    @Test
    void a_deleted_object_goes_with_all_below_it() {
        assertThat(catalogue.node("Device.Old.Thing")).isEmpty();
        assertThat(catalogue.retired("Device.Old.Thing")).isPresent();
        assertThat(catalogue.retired("Device.Old.")).isPresent();
    }

    @Test
    void what_one_protocol_has_deleted_lives_on_in_the_other() {
        assertThat(node("Device.Box.Share").origin().protocols()).isEqualTo(Protocols.CWMP);
        assertThat(catalogue.retired("Device.Box.Share")).isEmpty();
        assertThat(read(Fixtures.imported(USP).catalogues().getFirst()).retired("Device.Box.Share"))
                .isPresent();
    }

    @Test
    void knows_marks() {
        assertThat(node("Device.Box.Secret").flags()).contains(Flag.SECRET);
        assertThat(node("Device.Box.Key").flags()).containsExactly(Flag.SECRET);
        assertThat(node("Device.Box.Level").flags()).containsExactly(Flag.DEPRECATED);
        assertThat(node("Device.Box.Reset").flags()).containsExactly(Flag.TRIGGER);
        assertThat(node("Device.Version").flags()).containsExactly(Flag.FORCED_INFORM);
        assertThat(node("Device.Node.{i}.").flags()).containsExactly(Flag.MOUNT_POINT);
        assertThat(node("Device.Box.Load()").flags()).containsExactly(Flag.ASYNC);
        assertThat(node("Device.Box.Restart()").flags()).isEmpty();
    }

    @Test
    void knows_tables_with_their_keys_the_functional_ones_first() {
        assertThat(node("Device.Port.{i}.").table())
                .isEqualTo(
                        new TableFacts(
                                "PortNumberOfEntries",
                                "Enable",
                                List.of(
                                        new TableFacts.UniqueKey(List.of("Name", "Address"), true),
                                        new TableFacts.UniqueKey(List.of("Alias"), false))));
        assertThat(node("Device.Node.{i}.").table().uniqueKeys())
                .containsExactly(new TableFacts.UniqueKey(List.of("Type"), true));
    }

    @Test
    void nests_the_arguments_of_commands_and_events() {
        assertThat(catalogue.node("Device.Box.Load().Input.URL")).isPresent();
        assertThat(catalogue.node("Device.Box.Load().Input.Part.{i}.Name")).isPresent();
        assertThat(node("Device.Box.Load().Input.User").isSecret()).isTrue();
        assertThat(catalogue.node("Device.Box.Load().Output.Status")).isPresent();
        assertThat(node("Device.Box.Loaded!").flags()).containsExactly(Flag.DEPRECATED);
        assertThat(catalogue.node("Device.Box.Loaded!.Part.Name")).isPresent();
    }

    @Test
    void notes_a_data_type_that_its_user_forgot_to_import() {
        assertThat(result.isSound()).isTrue();
        assertThat(result.problems()).isEmpty();
        ImportResult forgetful = Fixtures.imported("split/tr-900-2-1-0-forgetful.xml");
        assertThat(forgetful.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "tr-900-2-1-0-forgetful.xml:8: dataType Text is not imported, taken from"
                                + " tr-900-types.xml");
        assertThat(forgetful.isSound()).isTrue();
        assertThat(forgetful.catalogues()).hasSize(1);
    }

    private static Catalogue read(ImportedCatalogue imported) {
        try {
            return Catalogue.read(new ByteArrayInputStream(imported.gzipped()), "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CatalogueNode form(String file, String template) {
        return read(Fixtures.imported(file).catalogues().getFirst()).node(template).orElseThrow();
    }

    private CatalogueNode node(String template) {
        return catalogue.node(template).orElseThrow();
    }

    private String version(String template) {
        Optional<CatalogueNode> node =
                read(Fixtures.imported(CWMP).catalogues().getFirst()).node(template);
        return node.orElseThrow().origin().version();
    }

    private ValueSyntax syntax(String template) {
        return node(template).valueSyntax().orElseThrow();
    }
}
