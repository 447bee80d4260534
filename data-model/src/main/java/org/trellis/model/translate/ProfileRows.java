package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.WlanHabits.MixedMode;

/**
 * The mapping table with what profiles say: their rules become rows, in place of those that the
 * table has for the same parameters.
 */
final class ProfileRows {

    private static final String ELSEWHERE =
            "this device keeps something else in the parameter that TR-098 has for it";
    private static final String MODE = "Device.WiFi.AccessPoint.{i}.Security.ModeEnabled";

    private final RowTable standard;
    private final RuleCheck check;

    ProfileRows(RowTable standard, Catalogue nativeCatalogue, Catalogue canonical) {
        this.standard = standard;
        this.check = new RuleCheck(nativeCatalogue, canonical);
    }

    /**
     * The rows of the rules for TR-098.
     *
     * @throws ProfileException if one does not fit the models
     */
    List<Row> rules(Adaptation adaptation) throws ProfileException {
        List<Row> rows = new ArrayList<>();
        for (ParameterRule rule : adaptation.parameters()) {
            switch (rule.root()) {
                case TR_098 -> rows.add(row(rule));
                case TR_181 -> {}
            }
        }
        MixedMode mixed = adaptation.wlan().mixedMode();
        if (mixed != null) {
            rows.add(security(mixed.authentication()));
            rows.add(security(mixed.encryption()));
        }
        return rows;
    }

    private Row row(ParameterRule rule) throws ProfileException {
        RulePlace place = RulePlace.of(rule, standard);
        Row.Nodes nodes = check.nodes(rule, place);
        CatalogueNode target = Objects.requireNonNull(nodes.target());
        Conversion conversion = RuleConversions.of(rule.value(), target);
        return new Row(
                place.source(),
                place.target(),
                !rule.readOnly()
                        && target.access().isWritable()
                        && RuleConversions.isReversible(rule.value()),
                "of a vendor profile",
                place.instance(),
                place.onRadio()
                        ? new Row.OnRadio(conversion)
                        : new Row.Direct(
                                Objects.requireNonNull(Formula.parse(place.instance())),
                                conversion),
                nodes);
    }

    private Row security(String name) {
        PathTemplate target = PathTemplate.of(MODE);
        return new Row(
                PathTemplate.of(WlanConfigurations.PREFIX + name),
                target,
                true,
                "wlan.mixed",
                "wlan",
                new Row.Security(),
                new Row.Nodes(null, standard.byTarget(MODE).getFirst().nodes().target()));
    }

    /** The whole table: the standard rows that still hold, then these. */
    List<Row> all(List<Row> rules) {
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (Row rule : rules) {
            if (!(rule.how() instanceof Row.Security)) {
                sources.add(rule.source().text());
                targets.add(spot(rule));
            }
        }
        List<Row> all = new ArrayList<>();
        for (Row row : standard.rows()) {
            if (targets.contains(spot(row))) {
                continue;
            }
            all.add(sources.contains(row.source().text()) ? withoutSource(row) : row);
        }
        all.addAll(rules);
        return all;
    }

    /** A canonical parameter of certain rows: several tables may feed it, each its own rows. */
    private static String spot(Row row) {
        return row.target().text() + " " + row.instance().replaceAll(",first:[0-9]+", "");
    }

    private static Row withoutSource(Row row) {
        return new Row(
                PathTemplate.of(""),
                row.target(),
                false,
                row.transform(),
                row.instance(),
                new Row.Refused(ELSEWHERE),
                new Row.Nodes(null, row.nodes().target()));
    }

    /** What the models then have: the vendor's parameters with their types and secrets. */
    static Catalogue nodes(List<Row> rules) {
        return Catalogue.of(
                rules.stream()
                        .map(row -> row.nodes().source())
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
    }
}
