package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;
import org.trellis.model.catalogue.NodeFacts;
import org.trellis.model.catalogue.Status;

/** What a model says in the end of each node: attributes become facts. */
final class DraftFacts {

    private final Protocols protocol;
    private final String versionFloor;
    private final List<Problem> problems;

    /**
     * @param versionFloor the version of the oldest model for the protocol, empty if it has none
     */
    DraftFacts(Protocols protocol, String versionFloor, List<Problem> problems) {
        this.protocol = protocol;
        this.versionFloor = versionFloor;
        this.problems = problems;
    }

    List<NodeFacts> children(Draft root) {
        return children(root, versionFloor, false);
    }

    private List<NodeFacts> children(Draft parent, String version, boolean deleted) {
        return parent.children().values().stream()
                .map(child -> facts(child, version, deleted))
                .toList();
    }

    private NodeFacts facts(Draft draft, String parentVersion, boolean parentDeleted) {
        Status status = parentDeleted ? Status.DELETED : status(draft);
        String version = ModelVersion.max(draft.version(), parentVersion);
        ParameterSyntax syntax = draft.syntax();
        boolean parameter = draft.kind() == SupportedNode.Kind.PARAMETER;
        if (parameter && syntax == null) {
            problems.add(Problem.at(draft.definition(), "no syntax of " + draft.name()));
        }
        return new NodeFacts(
                draft.name(),
                draft.kind(),
                protocol,
                access(draft),
                draft.argument() && draft.kind() == SupportedNode.Kind.PARAMETER,
                draft.flag("async"),
                draft.kind() == SupportedNode.Kind.OBJECT ? cardinality(draft) : "",
                version,
                status,
                syntax == null || !parameter ? null : syntax.facts(),
                marks(draft),
                children(draft, version, status == Status.DELETED));
    }

    private Status status(Draft draft) {
        String status = draft.attribute("status");
        return switch (status) {
            case "", "current" -> Status.CURRENT;
            case "deprecated" -> Status.DEPRECATED;
            case "obsoleted" -> Status.OBSOLETED;
            case "deleted" -> Status.DELETED;
            default -> {
                problems.add(Problem.at(draft.definition(), "unknown status " + status));
                yield Status.CURRENT;
            }
        };
    }

    /** Interface components leave the access out; it is readOnly then (TR-106 A.2.5). */
    private Access access(Draft draft) {
        String access = draft.attribute("access");
        return switch (access) {
            case "", "readOnly" -> Access.READ_ONLY;
            case "readWrite" -> Access.READ_WRITE;
            case "writeOnceReadOnly" -> Access.WRITE_ONCE;
            default -> {
                problems.add(Problem.at(draft.definition(), "unknown access " + access));
                yield Access.READ_ONLY;
            }
        };
    }

    private static String cardinality(Draft draft) {
        String min = draft.attribute("minEntries").isEmpty() ? "1" : draft.attribute("minEntries");
        String max = draft.attribute("maxEntries").isEmpty() ? "1" : draft.attribute("maxEntries");
        return min.equals("1") && max.equals("1")
                ? ""
                : min + ".." + (max.equals("unbounded") ? "*" : max);
    }

    private List<String> marks(Draft draft) {
        return switch (draft.kind()) {
            case OBJECT -> objectMarks(draft);
            case PARAMETER -> parameterMarks(draft);
            case COMMAND, EVENT -> List.of();
        };
    }

    private List<String> parameterMarks(Draft draft) {
        List<String> marks = new ArrayList<>();
        ParameterSyntax syntax = draft.syntax();
        if (syntax != null) {
            add(marks, syntax.secured(), "!s");
            add(marks, syntax.hidden(), "!h");
            add(marks, syntax.command(), "!c");
        }
        String notify = draft.attribute("activeNotify");
        switch (notify) {
            case "", "normal" -> {
                // the default
            }
            case "forceEnabled" -> marks.add("!nfe");
            case "forceDefaultEnabled" -> marks.add("!nfd");
            case "canDeny" -> marks.add("!ncy");
            default ->
                    problems.add(Problem.at(draft.definition(), "unknown activeNotify " + notify));
        }
        add(marks, draft.flag("forcedInform"), "!i");
        add(marks, draft.flag("mandatory"), "!m");
        return marks;
    }

    private static List<String> objectMarks(Draft draft) {
        List<String> marks = new ArrayList<>();
        String mount = draft.attribute("mountType");
        add(marks, draft.flag("mandatory"), "!m");
        attribute(marks, '#', draft.attribute("numEntriesParameter"));
        attribute(marks, '+', draft.attribute("enableParameter"));
        attribute(marks, 'M', mount.equals("none") ? "" : mount);
        attribute(marks, '?', draft.attribute("discriminatorParameter"));
        add(marks, draft.flag("fixedObject"), "Xf");
        add(marks, draft.flag("noUniqueKeys"), "Xk");
        draft.keys().stream()
                .map(key -> (key.functional() ? "K" : "k") + String.join(",", key.parameters()))
                .forEach(marks::add);
        return marks;
    }

    private static void add(List<String> marks, boolean set, String mark) {
        if (set) {
            marks.add(mark);
        }
    }

    private static void attribute(List<String> marks, char letter, String value) {
        if (!value.isEmpty()) {
            marks.add(letter + value);
        }
    }
}
