package org.trellis.model.importer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model file by what it defines and imports: data types, components, models. */
final class ModelDocument {

    private final XmlFile file;
    private final Map<Symbol, Element> definitions = new LinkedHashMap<>();
    private final Map<Symbol, Imported> imports = new LinkedHashMap<>();

    /** What one file can take from another. */
    enum Kind {
        DATA_TYPE("dataType"),
        COMPONENT("component"),
        MODEL("model");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        /** The local name of its element, which is how messages call it. */
        String element() {
            return element;
        }
    }

    record Symbol(Kind kind, String name) {}

    /**
     * A name that an import makes known in this file.
     *
     * @param source the import element
     * @param name what it is called in the other file
     */
    record Imported(Element source, Element entry, String name) {}

    private ModelDocument(XmlFile file) {
        this.file = file;
    }

    /**
     * @param problems gets what is not understood
     * @throws ModelFileException if it is no model file
     */
    static ModelDocument of(XmlFile file, List<Problem> problems) throws ModelFileException {
        Element root = file.root();
        if (!root.name().equals("document")) {
            throw new ModelFileException(
                    root.file(), root.line(), "no data model: its root is " + root.name());
        }
        ModelDocument document = new ModelDocument(file);
        for (Element element : root.children()) {
            switch (element.name()) {
                case "import" -> document.imports(element, problems);
                case "dataType" -> document.define(Kind.DATA_TYPE, element, problems);
                case "component" -> document.define(Kind.COMPONENT, element, problems);
                case "model" -> document.define(Kind.MODEL, element, problems);
                default -> problems.add(Problem.at(element, "unknown element " + element.name()));
            }
        }
        return document;
    }

    private void define(Kind kind, Element element, List<Problem> problems) {
        Symbol symbol = new Symbol(kind, element.attribute("name"));
        if (symbol.name().isEmpty()) {
            problems.add(Problem.at(element, kind.element() + " without name"));
        } else if (definitions.putIfAbsent(symbol, element) != null) {
            problems.add(
                    Problem.at(element, kind.element() + " " + symbol.name() + " is there twice"));
        }
    }

    private void imports(Element source, List<Problem> problems) {
        for (Element entry : source.children()) {
            Optional<Kind> kind =
                    Arrays.stream(Kind.values())
                            .filter(k -> k.element().equals(entry.name()))
                            .findFirst();
            String name = entry.attribute("name");
            if (kind.isEmpty() || name.isEmpty()) {
                problems.add(Problem.at(entry, "unknown import " + entry.name() + " " + name));
                continue;
            }
            String there = entry.has("ref") ? entry.attribute("ref") : name;
            imports.put(new Symbol(kind.get(), name), new Imported(source, entry, there));
        }
    }

    XmlFile file() {
        return file;
    }

    String name() {
        return file.root().file();
    }

    /** The {@code spec} of the file, empty if it has none. */
    String spec() {
        return file.root().attribute("spec");
    }

    Optional<Element> definition(Kind kind, String name) {
        return Optional.ofNullable(definitions.get(new Symbol(kind, name)));
    }

    Optional<Imported> imported(Kind kind, String name) {
        return Optional.ofNullable(imports.get(new Symbol(kind, name)));
    }

    /** The imports that bring something. */
    List<Element> sources() {
        return file.root().children("import").stream()
                .filter(source -> !source.children().isEmpty())
                .toList();
    }

    /** The models defined here, in their order. */
    List<Element> models() {
        return definitions.entrySet().stream()
                .filter(d -> d.getKey().kind() == Kind.MODEL)
                .map(Map.Entry::getValue)
                .toList();
    }
}
