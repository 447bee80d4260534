package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.SupportedNode;
import org.trellis.model.importer.Library.Found;
import org.trellis.model.importer.ModelDocument.Kind;

/**
 * Puts a model together: its base first, then what it adds and changes, with components in place of
 * their references (TR-106 A.2).
 */
final class Flattener {

    private static final int MAX_NESTING = 60;

    private final Library library;
    private final List<Problem> problems;
    private final SyntaxReader syntaxes;

    /** The files whose models are being put together, outermost first. */
    private final List<ModelDocument> outer = new ArrayList<>();

    /** The components and models that are being expanded, to notice one within itself. */
    private final List<Element> expanding = new ArrayList<>();

    Flattener(Library library, List<Problem> problems) {
        this.library = library;
        this.problems = problems;
        this.syntaxes = new SyntaxReader(library, problems);
    }

    /**
     * Where the content of an element goes.
     *
     * @param names what its children's names start with: {@code .Input.} in a command's input
     * @param argument true within a command or an event
     * @param floor the version that the reference to the component states, empty if none
     * @param fallback the version of root elements that state none
     */
    private record Place(
            Draft node, String names, boolean argument, String floor, String fallback) {
        Place at(Draft other) {
            return new Place(other, "", argument, floor, "");
        }

        Place inside(Draft other, String section) {
            return new Place(other, section, true, floor, "");
        }

        Place since(String version) {
            return new Place(node, names, argument, ModelVersion.max(floor, version), "");
        }
    }

    /** All nodes of a model below a node without name. */
    Draft model(ModelDocument document, Element model) {
        if (expanding.stream().anyMatch(e -> e == model)) {
            problems.add(
                    Problem.at(model, "model " + model.attribute("name") + " is its own base"));
            return Draft.root(model);
        }
        expanding.add(model);
        outer.add(document);
        Draft root = Draft.root(model);
        String base = model.attribute("base");
        if (!base.isEmpty()) {
            Optional<Found> found = library.find(Kind.MODEL, base, document, model);
            if (found.isPresent()) {
                root = model(found.get().document(), found.get().element());
            }
        }
        String name = model.attribute("name");
        String version = name.substring(name.indexOf(':') + 1);
        String fallback = statesVersions(model) && ModelVersion.isVersion(version) ? version : "";
        apply(model, document, new Place(root, "", false, "", fallback));
        outer.removeLast();
        expanding.removeLast();
        return root;
    }

    /** Models of the time before versions were stated say nothing about them anywhere. */
    private static boolean statesVersions(Element element) {
        return element.children().stream()
                .anyMatch(child -> child.has("version") || statesVersions(child));
    }

    private void apply(Element container, ModelDocument in, Place place) {
        for (Element element : container.children()) {
            switch (element.name()) {
                case "component" -> component(element, in, place);
                case "object" -> object(element, in, place);
                case "parameter" -> parameter(element, in, place);
                case "command" -> command(element, in, place);
                case "event" -> event(element, in, place);
                case "uniqueKey" -> uniqueKey(element, place);
                default -> problems.add(Problem.at(element, "unknown element " + element.name()));
            }
        }
    }

    private void component(Element reference, ModelDocument in, Place place) {
        String name = reference.attribute("ref");
        Optional<Found> known = library.find(Kind.COMPONENT, name, in, reference);
        if (known.isEmpty()) {
            return;
        }
        Found found = known.get();
        if (found.element().flag("virtual")) {
            found = library.actual(found, outer);
        }
        Element component = found.element();
        if (expanding.stream().anyMatch(e -> e == component) || expanding.size() > MAX_NESTING) {
            problems.add(Problem.at(reference, "component " + name + " contains itself"));
            return;
        }
        Place there = place.since(version(reference));
        String path = reference.attribute("path");
        if (!path.isEmpty()) {
            Draft node = ObjectPath.descend(place.node(), ObjectPath.segments(path), place.names());
            if (node == null) {
                problems.add(Problem.at(reference, "no object " + path + " for component " + name));
                return;
            }
            there = there.at(node);
        }
        expanding.add(component);
        apply(component, found.document(), there);
        expanding.removeLast();
    }

    private void object(Element element, ModelDocument in, Place place) {
        String path = element.has("base") ? element.attribute("base") : element.attribute("name");
        List<String> segments = ObjectPath.segments(path);
        if (segments.isEmpty()) {
            problems.add(Problem.at(element, "object without a name that ends with a dot"));
            return;
        }
        List<String> above = segments.subList(0, segments.size() - 1);
        Draft parent = ObjectPath.descend(place.node(), above, place.names());
        if (parent == null) {
            problems.add(Problem.at(element, "object " + path + " has no parent"));
            return;
        }
        String names = above.isEmpty() ? place.names() : "";
        Draft object =
                node(element, parent, names + segments.getLast(), SupportedNode.Kind.OBJECT, place);
        if (object != null) {
            apply(element, in, place.at(object));
        }
    }

    private void parameter(Element element, ModelDocument in, Place place) {
        Draft parameter = named(element, SupportedNode.Kind.PARAMETER, place);
        if (parameter == null) {
            return;
        }
        for (Element child : element.children()) {
            if (child.name().equals("syntax")) {
                parameter.syntax(syntaxes.read(child, in, parameter.syntax()));
            } else {
                problems.add(Problem.at(child, "unknown element " + child.name()));
            }
        }
    }

    private void command(Element element, ModelDocument in, Place place) {
        Draft command = named(element, SupportedNode.Kind.COMMAND, place);
        if (command == null) {
            return;
        }
        for (Element child : element.children()) {
            switch (child.name()) {
                case "input" -> apply(child, in, place.inside(command, ".Input."));
                case "output" -> apply(child, in, place.inside(command, ".Output."));
                default -> problems.add(Problem.at(child, "unknown element " + child.name()));
            }
        }
    }

    private void event(Element element, ModelDocument in, Place place) {
        Draft event = named(element, SupportedNode.Kind.EVENT, place);
        if (event != null) {
            apply(element, in, place.inside(event, "."));
        }
    }

    /** The node that an element names directly below its place. */
    private @Nullable Draft named(Element element, SupportedNode.Kind kind, Place place) {
        String name = element.attribute(element.has("base") ? "base" : "name");
        return node(element, place.node(), place.names() + name, kind, place);
    }

    /** The node that an element defines or changes; null, and a problem, if there is none. */
    private @Nullable Draft node(
            Element element, Draft parent, String name, SupportedNode.Kind kind, Place place) {
        Draft present = parent.children().get(name);
        if (element.has("base") && present == null) {
            problems.add(
                    Problem.at(element, "base of " + element.name() + " " + name + " is unknown"));
            return null;
        }
        if (!element.has("base") && !isName(name, kind)) {
            problems.add(Problem.at(element, "'" + name + "' is no " + element.name() + " name"));
            return null;
        }
        if (!element.has("base") && present != null) {
            problems.add(
                    Problem.at(
                            element,
                            element.name()
                                    + " "
                                    + name
                                    + " is there already, from "
                                    + Problem.at(present.definition(), "here")));
            return null;
        }
        Draft node = present;
        if (node == null) {
            node = new Draft(name, kind, place.argument(), element);
            parent.children().put(name, node);
        }
        String own = version(element);
        if (present == null || !own.isEmpty()) {
            String stated = own.isEmpty() && place.floor().isEmpty() ? place.fallback() : own;
            node.version(ModelVersion.max(stated, place.floor()));
        }
        node.override(element.attributes());
        return node;
    }

    private static boolean isName(String name, SupportedNode.Kind kind) {
        return switch (kind) {
            case OBJECT -> name.endsWith(".");
            case PARAMETER -> !name.isEmpty() && !name.endsWith(".");
            case COMMAND -> name.endsWith("()");
            case EVENT -> name.endsWith("!");
        };
    }

    private String version(Element element) {
        String version = element.attribute("version");
        if (!version.isEmpty() && !ModelVersion.isVersion(version)) {
            problems.add(Problem.at(element, "'" + version + "' is no version"));
            return "";
        }
        return version;
    }

    private void uniqueKey(Element element, Place place) {
        List<String> parameters =
                element.children("parameter").stream().map(p -> p.attribute("ref")).toList();
        if (parameters.isEmpty() || parameters.contains("")) {
            problems.add(Problem.at(element, "unique key without parameters"));
            return;
        }
        // before TR-106 Amendment 7 all keys are functional and none says so
        boolean functional = !element.has("functional") || element.flag("functional");
        Draft.Key key = new Draft.Key(parameters, functional);
        if (!place.node().keys().contains(key)) {
            place.node().keys().add(key);
        }
    }
}
