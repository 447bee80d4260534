package org.trellis.model.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.importer.ModelDocument.Imported;
import org.trellis.model.importer.ModelDocument.Kind;
import org.trellis.model.importer.ModelDocument.Symbol;

/** The model files of one import, each read once, and the names that they take from each other. */
final class Library {

    private final SourceFolders folders;
    private final List<Problem> problems;
    private final Map<Path, ModelDocument> documents = new LinkedHashMap<>();
    private final Map<Element, Optional<ModelDocument>> targets = new IdentityHashMap<>();
    private final Map<String, Found> cache = new LinkedHashMap<>();

    /** A definition and the file whose names it uses. */
    record Found(ModelDocument document, Element element) {}

    /**
     * @param problems gets what cannot be resolved
     */
    Library(SourceFolders folders, List<Problem> problems) {
        this.folders = folders;
        this.problems = problems;
    }

    /**
     * Reads a file and all that it imports from.
     *
     * @throws ModelFileException if one of them cannot be read
     */
    ModelDocument load(Path path) throws ModelFileException {
        return load(path.toAbsolutePath().normalize(), new ArrayList<>());
    }

    private ModelDocument load(Path path, List<Path> importing) throws ModelFileException {
        ModelDocument present = documents.get(path);
        if (present != null) {
            return present;
        }
        ModelDocument document = ModelDocument.of(XmlFile.read(path), problems);
        documents.put(path, document);
        importing.add(path);
        for (Element source : document.sources()) {
            targets.put(source, target(path, source, importing));
        }
        importing.removeLast();
        return document;
    }

    private Optional<ModelDocument> target(Path from, Element source, List<Path> importing)
            throws ModelFileException {
        String file = source.attribute("file");
        Optional<Path> path = folders.find(from, file, source.attribute("spec"));
        if (path.isEmpty()) {
            String spec = source.attribute("spec");
            problems.add(
                    Problem.at(
                            source, "import of " + file + " (" + spec + "): no such file at hand"));
            return Optional.empty();
        }
        Path there = path.get().toAbsolutePath().normalize();
        if (importing.contains(there)) {
            problems.add(Problem.at(source, "cyclic import of " + there.getFileName()));
        }
        return Optional.of(load(there, importing));
    }

    /** A file and all that it imports from, directly or not. */
    Set<ModelDocument> closure(ModelDocument document) {
        Set<ModelDocument> all = new LinkedHashSet<>();
        close(document, all);
        return all;
    }

    private void close(ModelDocument document, Set<ModelDocument> all) {
        if (all.add(document)) {
            for (Element source : document.sources()) {
                targets.getOrDefault(source, Optional.empty()).ifPresent(d -> close(d, all));
            }
        }
    }

    /**
     * What a name means in a file. If it means nothing, that is a problem of the element that uses
     * it.
     */
    Optional<Found> find(Kind kind, String name, ModelDocument in, Element user) {
        String key = kind + " " + name + " " + in.file().path();
        Found cached = cache.get(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Found> found = find(kind, name, in, user, new HashSet<>());
        found.ifPresent(f -> cache.put(key, f));
        return found;
    }

    private record Visit(ModelDocument document, Symbol symbol) {}

    private Optional<Found> find(
            Kind kind, String name, ModelDocument in, Element user, Set<Visit> visited) {
        Optional<Element> own = in.definition(kind, name);
        if (own.isPresent()) {
            return Optional.of(new Found(in, own.get()));
        }
        Optional<Imported> imported = in.imported(kind, name);
        if (imported.isEmpty() && kind == Kind.DATA_TYPE) {
            Optional<Found> forgotten = forgottenImport(name, in, user);
            if (forgotten.isPresent()) {
                return forgotten;
            }
        }
        if (imported.isEmpty()) {
            problems.add(
                    Problem.at(
                            user, kind.element() + " " + name + " is not defined in " + in.name()));
            return Optional.empty();
        }
        Element entry = imported.get().entry();
        if (!visited.add(new Visit(in, new Symbol(kind, name)))) {
            problems.add(Problem.at(entry, kind.element() + " " + name + " imports itself"));
            return Optional.empty();
        }
        // a file that was not found has been reported where it is imported
        return targets.getOrDefault(imported.get().source(), Optional.empty())
                .flatMap(there -> find(kind, imported.get().name(), there, entry, visited));
    }

    /**
     * Several files of Device:2.19 use data types of the types file without importing them. There
     * is no doubt about what they mean if all files below know one type of that name.
     */
    private Optional<Found> forgottenImport(String name, ModelDocument in, Element user) {
        List<Found> known =
                closure(in).stream()
                        .flatMap(d ->
                                d.definition(Kind.DATA_TYPE, name).stream()
                                        .map(element -> new Found(d, element)))
                        .toList();
        if (known.size() != 1) {
            return Optional.empty();
        }
        problems.add(
                Problem.note(
                        user,
                        "dataType "
                                + name
                                + " is not imported, taken from "
                                + known.getFirst().document().name()));
        return Optional.of(known.getFirst());
    }

    /**
     * What a virtual component stands for: the outermost file that imports its name from the same
     * file under another name decides.
     *
     * @param outer the files whose models are being put together, outermost first
     * @return the component itself if no file decides
     */
    Found actual(Found virtual, List<ModelDocument> outer) {
        String name = virtual.element().attribute("name");
        for (ModelDocument document : outer) {
            Optional<Imported> imported = document.imported(Kind.COMPONENT, name);
            if (imported.isPresent() && !imported.get().name().equals(name)) {
                Optional<Found> other =
                        find(Kind.COMPONENT, name, document, imported.get().entry());
                if (other.isPresent() && other.get().document() == virtual.document()) {
                    return other.get();
                }
            }
        }
        return virtual;
    }
}
