package org.trellis.model.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trellis.model.catalogue.ModelSource;

/** {@code ./trellis model import FILE... [--to DIR]}: writes a catalogue for each model given. */
public final class ImportCommand {

    private static final String USAGE = "usage: trellis model import FILE... [--to DIR]";

    private ImportCommand() {}

    /**
     * Ends with status 0 if all was imported, 1 if something was not, 2 if it was called wrongly.
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * @param out what was read and written
     * @param err problems, one a line, as {@code file:line: reason}
     * @return the exit status
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<Path> files = new ArrayList<>();
        Path folder = Path.of("");
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--to") && i + 1 < arguments.size()) {
                folder = Path.of(arguments.get(++i));
            } else if (argument.startsWith("--")) {
                err.println(USAGE);
                return 2;
            } else {
                files.add(Path.of(argument));
            }
        }
        if (files.isEmpty()) {
            err.println(USAGE);
            return 2;
        }
        ImportResult result = ModelImporter.run(files);
        result.problems().forEach(p -> err.println((p.isError() ? "error: " : "note: ") + p));
        try {
            Files.createDirectories(folder);
            for (ImportedCatalogue catalogue : result.catalogues()) {
                write(catalogue, folder, out);
            }
        } catch (IOException e) {
            err.println("error: cannot write: " + e);
            return 1;
        }
        if (!result.isSound()) {
            err.println("a model with an error was not written");
        }
        return result.isSound() ? 0 : 1;
    }

    private static void write(ImportedCatalogue catalogue, Path folder, PrintStream out)
            throws IOException {
        for (int i = 0; i < catalogue.sources().size(); i++) {
            ModelSource source = catalogue.sources().get(i);
            out.printf(
                    "%s for %s, from %s and %d files it imports%n  sha256 %s, licence %s%n",
                    source.model(),
                    source.protocols(),
                    source.file(),
                    source.files() - 1,
                    source.sha256(),
                    source.licence());
            print(catalogue.forms().get(i), out);
        }
        byte[] bytes = catalogue.gzipped();
        Path target = folder.resolve(catalogue.fileName());
        // A controller may be watching the folder: it never sees half a file.
        Path part = folder.resolve(catalogue.fileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        out.printf("wrote %s, %d bytes%n", target, bytes.length);
    }

    private static void print(NodeCounts counts, PrintStream out) {
        StringBuilder line = new StringBuilder("  ").append(counts.living()).append(" nodes");
        for (NodeCounts.Kind kind : NodeCounts.Kind.values()) {
            if (counts.of(kind) > 0) {
                String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                line.append(", ").append(counts.of(kind)).append(' ').append(name);
            }
        }
        out.println(line);
    }
}
