package org.trellis.model.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the file that an import means.
 *
 * <p>An import may name a file without its version ({@code tr-181-2-iot.xml}); {@code spec} then
 * tells issue and amendment ({@code ...:tr-181-2-19-iot}), and the highest corrigendum at hand is
 * taken. Only the numbers of the spec count: some published ones go on irregularly.
 */
final class SourceFolders {

    /** {@code tr-181}, {@code -2-19-1}, {@code -wifi-usp}. */
    private static final Pattern NAME =
            Pattern.compile("([a-z]+-\\d+)((?:-\\d+)*)((?:-.*)?)\\.xml", Pattern.CASE_INSENSITIVE);

    private static final Pattern SPEC =
            Pattern.compile("(?:.*:)?([a-z]+-\\d+)((?:-\\d+)*).*", Pattern.CASE_INSENSITIVE);

    private final List<Path> folders;

    /** Looks in the folders of these files, in this order. */
    SourceFolders(List<Path> files) {
        Set<Path> distinct = new LinkedHashSet<>();
        files.forEach(file -> distinct.add(folder(file)));
        folders = List.copyOf(distinct);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /**
     * @param from the importing file, whose folder is looked through first
     * @param spec empty if the import has none
     * @return empty if no file fits
     */
    Optional<Path> find(Path from, String file, String spec) {
        // a path or an address in the attribute must not lead out of the folders
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        Set<Path> places = new LinkedHashSet<>();
        places.add(folder(from));
        places.addAll(folders);
        for (Path place : places) {
            Path exact = place.resolve(name);
            if (Files.isRegularFile(exact)) {
                return Optional.of(exact);
            }
        }
        return places.stream().flatMap(place -> versions(place, name, spec)).findFirst();
    }

    /** The highest version in a folder; a stream of none or one. */
    private static Stream<Path> versions(Path folder, String name, String spec) {
        Matcher wanted = NAME.matcher(name);
        Matcher numbers = SPEC.matcher(spec);
        if (!wanted.matches()) {
            return Stream.empty();
        }
        boolean told = numbers.matches() && numbers.group(1).equalsIgnoreCase(wanted.group(1));
        List<Integer> version = numbers(told ? numbers.group(2) : wanted.group(2));
        List<Integer> leading = version.subList(0, Math.min(2, version.size()));
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(path -> candidate(path, wanted, leading))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(Candidate::version, Arrays::compare))
                    .map(Candidate::path)
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Candidate(Path path, int[] version) {}

    private static Optional<Candidate> candidate(Path path, Matcher wanted, List<Integer> leading) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()
                || !name.group(1).equalsIgnoreCase(wanted.group(1))
                || !name.group(3).equalsIgnoreCase(wanted.group(3))) {
            return Optional.empty();
        }
        List<Integer> version = numbers(name.group(2));
        boolean fits =
                version.size() >= leading.size()
                        && version.subList(0, leading.size()).equals(leading);
        return fits
                ? Optional.of(
                        new Candidate(path, version.stream().mapToInt(Integer::intValue).toArray()))
                : Optional.empty();
    }

    /** {@code -2-19-1} as 2, 19, 1. */
    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split("-")) {
            if (!part.isEmpty()) {
                numbers.add(part.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(part));
            }
        }
        return numbers;
    }
}
