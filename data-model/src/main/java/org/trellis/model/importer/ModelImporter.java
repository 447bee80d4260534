package org.trellis.model.importer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;
import org.trellis.model.catalogue.ModelSource;
import org.trellis.model.catalogue.NodeFacts;

/**
 * Makes catalogues of data-model XML files. What they import is looked for beside them; the CWMP
 * and the USP form of one model become one catalogue if both are given.
 */
public final class ModelImporter {

    /** TR-181 stated no USP form before this version, and none of its nodes an older one. */
    private static final String FIRST_USP_VERSION = "2.12";

    private static final Pattern REPORT = Pattern.compile("(?:.*:)?(tr-\\d+)\\b.*");

    private final List<Path> files;
    private final Set<Problem> problems = new LinkedHashSet<>();

    private ModelImporter(List<Path> files) {
        this.files = files;
    }

    /** One model of one file. */
    private record Form(ModelSource source, String name, List<NodeFacts> roots, boolean sound) {}

    /**
     * Imports every model that the files define.
     *
     * @return what could not be resolved is told there; nothing is thrown for a wrong file
     */
    public static ImportResult run(List<Path> files) {
        return new ModelImporter(List.copyOf(files)).run();
    }

    private ImportResult run() {
        Map<String, List<Form>> models = new LinkedHashMap<>();
        for (Path file : files) {
            for (Form form : forms(file)) {
                models.computeIfAbsent(form.source().model(), _ -> new ArrayList<>()).add(form);
            }
        }
        List<ImportedCatalogue> catalogues = new ArrayList<>();
        for (List<Form> forms : models.values()) {
            forms.sort(Comparator.comparing(form -> form.source().protocols()));
            if (areOneModel(forms) && forms.stream().allMatch(Form::sound)) {
                catalogues.add(catalogue(forms));
            }
        }
        catalogues.sort(Comparator.comparing(ImportedCatalogue::name));
        return new ImportResult(catalogues, List.copyOf(problems));
    }

    private List<Form> forms(Path file) {
        List<Problem> found = new ArrayList<>();
        List<Form> forms = new ArrayList<>();
        try {
            Library library = new Library(new SourceFolders(files), found);
            ModelDocument document = library.load(file);
            if (document.models().isEmpty()) {
                found.add(Problem.in(document.name(), 0, "defines no model"));
            }
            for (Element model : document.models()) {
                forms.add(form(library, document, model, found));
            }
        } catch (ModelFileException e) {
            found.add(e.problem());
        }
        problems.addAll(found);
        return forms;
    }

    private static Form form(
            Library library, ModelDocument document, Element model, List<Problem> found) {
        String name = model.attribute("name");
        Draft root = new Flattener(library, found).model(document, model);
        Protocols protocol = protocol(document, root);
        List<NodeFacts> roots =
                new DraftFacts(protocol, uspFloor(name, protocol), found).children(root);
        if (roots.isEmpty()) {
            found.add(Problem.at(model, "model " + name + " has no nodes"));
        }
        Set<ModelDocument> closure = library.closure(document);
        ModelSource source =
                new ModelSource(
                        protocol,
                        name,
                        document.name(),
                        hash(closure),
                        closure.size(),
                        licence(document));
        // the files are read one after the other: what was found until now concerns this one
        return new Form(
                source,
                catalogueName(document, name),
                roots,
                found.stream().noneMatch(Problem::isError));
    }

    private boolean areOneModel(List<Form> forms) {
        for (int i = 1; i < forms.size(); i++) {
            ModelSource source = forms.get(i).source();
            ModelSource other = forms.get(i - 1).source();
            if (source.protocols() == other.protocols()) {
                problems.add(
                        Problem.in(
                                source.file(),
                                0,
                                source.model()
                                        + " for "
                                        + source.protocols()
                                        + " is also in "
                                        + other.file()));
                return false;
            }
        }
        return true;
    }

    private static ImportedCatalogue catalogue(List<Form> forms) {
        Form first = forms.getFirst();
        List<NodeFacts> roots =
                forms.size() == 1
                        ? ProtocolMerge.only(first.roots())
                        : new ProtocolMerge(uspFloor(first.source().model(), Protocols.USP))
                                .merge(first.roots(), forms.getLast().roots());
        return new ImportedCatalogue(
                first.name(),
                forms.stream().map(Form::source).toList(),
                roots,
                forms.stream().map(form -> NodeCounts.of(form.roots())).toList());
    }

    private static String uspFloor(String model, Protocols protocol) {
        return protocol == Protocols.USP && model.startsWith("Device:2.") ? FIRST_USP_VERSION : "";
    }

    /** By name, else by content: only USP has commands and events. */
    private static Protocols protocol(ModelDocument document, Draft root) {
        String names = (document.spec() + " " + document.name()).toLowerCase(Locale.ROOT);
        if (names.matches(".*\\busp\\b.*")) {
            return Protocols.USP;
        }
        if (names.matches(".*\\bcwmp\\b.*")) {
            return Protocols.CWMP;
        }
        return hasOperations(root) ? Protocols.USP : Protocols.CWMP;
    }

    private static boolean hasOperations(Draft draft) {
        return switch (draft.kind()) {
            case COMMAND, EVENT -> true;
            case OBJECT, PARAMETER ->
                    draft.children().values().stream().anyMatch(ModelImporter::hasOperations);
        };
    }

    /** {@code tr-181-2.19}; a vendor's model, or one of several in a file, by its own name. */
    private static String catalogueName(ModelDocument document, String model) {
        int colon = model.indexOf(':');
        String version = colon < 0 ? "" : "-" + model.substring(colon + 1);
        Matcher spec = REPORT.matcher(document.spec());
        String report = spec.matches() ? spec.group(1) : "";
        String own = colon < 0 ? model : model.substring(0, colon);
        String name =
                report.isEmpty()
                        ? own
                        : document.models().size() == 1 ? report : report + "-" + own;
        return (name + version).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    }

    private static String licence(ModelDocument document) {
        String header = document.file().header();
        return header.contains("Broadband Forum") && header.contains("Redistribution")
                ? "NOTICE-bbf.txt"
                : "see " + document.name();
    }

    private static String hash(Set<ModelDocument> documents) {
        if (documents.size() == 1) {
            return sha256(documents.iterator().next().file().bytes());
        }
        StringBuilder lines = new StringBuilder();
        documents.stream()
                .sorted(Comparator.comparing(ModelDocument::name))
                .forEach(d ->
                        lines.append(sha256(d.file().bytes()))
                                .append("  ")
                                .append(d.name())
                                .append('\n'));
        return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
