package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/**
 * Which TR-098 expressions answer a canonical read. An object of which a good part is wanted is
 * read as a whole, which also brings its vendor parameters; of others only what is wanted is read.
 */
final class ReadPlan {

    /** An object is read as a whole if at least one of so many of its parameters is wanted. */
    private static final int WHOLE_IF_ONE_OF = 3;

    private final RowTable table;
    private final LateReads late;
    private final Map<String, Integer> parametersBelow = new LinkedHashMap<>();

    ReadPlan(RowTable table, Catalogue nativeCatalogue) {
        this.table = table;
        this.late = new LateReads(table);
        for (CatalogueNode node : nativeCatalogue.nodes()) {
            if (node.kind() == SupportedNode.Kind.PARAMETER) {
                String below = "";
                for (String object = parent(node.template());
                        !object.isEmpty();
                        object = parent(object)) {
                    // a table is read by its rows
                    if (!below.endsWith(".{i}.") || !below.equals(object + "{i}.")) {
                        parametersBelow.merge(object, 1, Integer::sum);
                    }
                    below = object;
                }
            }
        }
    }

    private static String parent(String path) {
        int end = path.endsWith(".") ? path.length() - 1 : path.length();
        return path.substring(0, path.lastIndexOf('.', end - 1) + 1);
    }

    /**
     * @param wanted an expression below {@code Device.}
     * @return empty if TR-098 has nothing of it
     */
    List<PathExpression> plan(PathExpression wanted) {
        List<String> segments = wanted.segments();
        Set<String> parameters = new LinkedHashSet<>();
        for (Row row : table.below(segments)) {
            long[] numbers = row.target().match(segments, wanted.isPartial());
            if (numbers != null) {
                sources(row, numbers, wanted.isPartial(), parameters);
            }
        }
        if (!wanted.isPartial() || parameters.isEmpty()) {
            return parameters.stream().map(PathExpression::of).toList();
        }
        Tree tree = new Tree("", "");
        parameters.forEach(tree::addAny);
        wholeObjects(wanted, segments).forEach(object -> tree.add(object).whole = true);
        List<PathExpression> plan = new ArrayList<>();
        collect(tree, plan);
        return plan;
    }

    /**
     * The parameters that hold a canonical one, without those that are read to tell its row.
     *
     * @param wanted of one parameter
     */
    List<PathExpression> holders(PathExpression wanted) {
        List<String> segments = wanted.segments();
        Set<String> parameters = new LinkedHashSet<>();
        for (Row row : table.below(segments)) {
            long[] numbers = row.target().match(segments, false);
            boolean onRadio =
                    row.how() instanceof Row.OnRadio || row.how() instanceof Row.RadioStandard;
            if (numbers != null && onRadio) {
                add(row, open(row.source().instances()), parameters);
            } else if (numbers != null && row.how() instanceof Row.Direct direct) {
                add(row, direct.formula().inverse(numbers), parameters);
            } else if (numbers != null && row.how() instanceof Row.Synthetic synthetic) {
                anchor(row, synthetic.formula(), numbers, false, parameters);
            } else if (numbers != null) {
                sources(row, numbers, false, parameters);
            }
        }
        return parameters.stream().map(PathExpression::of).toList();
    }

    /** The objects whose vendor parameters are read with what is wanted. */
    private List<String> wholeObjects(PathExpression wanted, List<String> segments) {
        List<String> objects = new ArrayList<>();
        String template = wanted.template();
        for (String object : List.of(template, template + "{i}.")) {
            for (RowTable.ObjectPair pair : table.objectsByTarget(object)) {
                long[] numbers = pair.target().match(segments, true);
                long[] source = numbers == null ? null : pair.formula().inverse(numbers);
                if (source != null && table.isPrincipal(pair)) {
                    objects.add(pair.source().fill(source));
                }
            }
        }
        return objects;
    }

    private void sources(Row row, long[] numbers, boolean partial, Set<String> parameters) {
        switch (row.how()) {
            // a whole table is simpler to read than one row of it
            case Row.Direct(Formula formula, Conversion _) -> {
                long[] source = partial ? formula.inverseOfAll(numbers) : formula.inverse(numbers);
                add(row, source, parameters);
                if (source != null && row.transform().equals(Conversions.ROUTE_COUNT)) {
                    LateReads.routes(parameters);
                }
            }
            case Row.Reference(Formula formula) -> add(row, formula.inverse(numbers), parameters);
            case Row.ListItem(Formula formula, int _) ->
                    add(row, formula.inverse(numbers), parameters);
            case Row.ListRows rows -> {
                long[] source = rows.source(numbers);
                add(
                        row,
                        source == null ? null : Arrays.copyOf(source, source.length - 1),
                        parameters);
            }
            case Row.Aggregate _ -> add(row, open(row.source().instances()), parameters);
            case Row.OnRadio _, Row.RadioStandard _ -> {
                add(row, open(row.source().instances()), parameters);
                evidence(open(2), parameters);
            }
            case Row.Security _ -> {
                long[] wlan = table.wlanSource(numbers);
                if (wlan != null && row.source().text().isEmpty()) {
                    parameters.add(
                            PathTemplate.of(WlanConfigurations.PREFIX + WlanSecurity.BEACON)
                                    .fill(wlan));
                } else if (wlan != null) {
                    long[] all = open(row.source().instances());
                    System.arraycopy(wlan, 0, all, 0, wlan.length);
                    add(row, all, parameters);
                }
            }
            case Row.FromBand _ -> {
                boolean ofRadio = row.instance().equals("radio");
                evidence(ofRadio ? open(2) : table.wlanSource(numbers), parameters);
            }
            case Row.Selected(Formula formula, Map<String, Row.Selected.Choice> _) ->
                    add(row, formula.inverse(numbers), parameters);
            case Row.Synthetic synthetic -> {
                anchor(row, synthetic.formula(), numbers, partial, parameters);
                if (synthetic instanceof Row.Peer peer && !peer.always()) {
                    objects(peer, numbers, parameters);
                }
            }
            case Late how -> late.add(row, how, numbers, parameters);
            case Row.Trigger _, Row.Command _, Row.Refused _ -> {
                // nothing to be read
            }
        }
    }

    private static long[] open(int instances) {
        long[] numbers = new long[instances];
        Arrays.fill(numbers, Formula.ANY);
        return numbers;
    }

    private static void add(Row row, long @Nullable [] source, Set<String> parameters) {
        if (source != null) {
            parameters.add(row.source().fill(source));
        }
    }

    private static void evidence(long @Nullable [] wlan, Set<String> parameters) {
        if (wlan != null) {
            String object = PathTemplate.of(WlanConfigurations.PREFIX).fill(wlan);
            parameters.add(object + "SSID");
            Band.EVIDENCE.forEach(name -> parameters.add(object + name));
        }
    }

    /** A row without TR-098 side is told when one of its siblings is read. */
    private void anchor(
            Row row, Formula formula, long[] numbers, boolean partial, Set<String> parameters) {
        if (!partial && formula.inverse(numbers) != null) {
            table.anchor(row).ifPresent(anchor -> sources(anchor, numbers, false, parameters));
        }
    }

    /** Whether a row is there is told by the object that it comes of. */
    private void objects(Row.Peer how, long[] numbers, Set<String> parameters) {
        long[] source = how.formula().inverse(numbers);
        if (source != null) {
            table.objectsByTarget(how.row().text() + ".")
                    .forEach(pair -> parameters.add(pair.source().fill(source)));
        }
    }

    private void collect(Tree tree, List<PathExpression> plan) {
        int below = parametersBelow.getOrDefault(tree.template, 0);
        boolean most = below > 0 && tree.leaves() * WHOLE_IF_ONE_OF >= below && !tree.numberBelow();
        if (tree.whole || most) {
            plan.add(PathExpression.of(tree.path));
            return;
        }
        for (Tree child : tree.children.values()) {
            if (child.children.isEmpty() && !child.whole) {
                plan.add(PathExpression.of(child.path.substring(0, child.path.length() - 1)));
            } else {
                collect(child, plan);
            }
        }
    }

    /** The wanted parameters and objects as a tree; leaves are parameters. */
    private static final class Tree {
        private final String path;
        private final String template;
        private final Map<String, Tree> children = new LinkedHashMap<>();
        private boolean whole;

        Tree(String path, String template) {
            this.path = path;
            this.template = template;
        }

        /** An object is wanted as a whole. */
        void addAny(String path) {
            Tree node = add(path);
            node.whole |= path.endsWith(".");
        }

        Tree add(String parameter) {
            Tree node = this;
            for (String segment : parameter.split("\\.")) {
                boolean instance =
                        segment.equals("*")
                                || PathTemplate.Indexed.number(segment, 0, segment.length()) > 0;
                Tree parent = node;
                node =
                        node.children.computeIfAbsent(
                                segment,
                                s ->
                                        new Tree(
                                                parent.path + s + ".",
                                                parent.template + (instance ? "{i}" : s) + "."));
            }
            return node;
        }

        /** Whether only some rows of a table below are wanted. */
        boolean numberBelow() {
            for (Map.Entry<String, Tree> child : children.entrySet()) {
                String name = child.getKey();
                if (PathTemplate.Indexed.number(name, 0, name.length()) > 0
                        || child.getValue().numberBelow()) {
                    return true;
                }
            }
            return false;
        }

        int leaves() {
            return children.isEmpty() ? 1 : children.values().stream().mapToInt(Tree::leaves).sum();
        }
    }
}
