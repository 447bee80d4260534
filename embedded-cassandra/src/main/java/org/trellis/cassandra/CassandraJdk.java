package org.trellis.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds the JDK 17 that Cassandra 5.0 runs on: it installs a SecurityManager, which JDK 24 and
 * later refuse.
 */
public final class CassandraJdk {

    /** Says where it is; nothing else is looked at then. */
    public static final String VARIABLE = "TRELLIS_CASSANDRA_JAVA_HOME";

    private static final String SECOND_VARIABLE = "JAVA17_HOME";
    private static final String WHAT_TO_DO =
            "install one (Debian: apt install openjdk-17-jre-headless), set "
                    + VARIABLE
                    + ", or point trellis.cassandra.contact-points at a cluster";

    private CassandraJdk() {}

    /** Looks at this process' environment and the usual places. */
    public static Path find() throws CassandraStartException {
        return find(System.getenv(), usualPlaces());
    }

    /**
     * @param environment variables that may name it
     * @param places directories of JDKs
     */
    static Path find(Map<String, String> environment, List<Path> places)
            throws CassandraStartException {
        String told = environment.getOrDefault(VARIABLE, "");
        if (!told.isEmpty()) {
            return at(Path.of(told));
        }
        Stream<Path> named =
                Stream.of(SECOND_VARIABLE, "JAVA_HOME")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .map(Path::of);
        return Stream.concat(named, places.stream().flatMap(CassandraJdk::children))
                .filter(CassandraJdk::is17)
                .findFirst()
                .orElseThrow(() ->
                        new CassandraStartException(
                                "no JDK 17, which Cassandra needs; " + WHAT_TO_DO));
    }

    /**
     * The one that was told.
     *
     * @throws CassandraStartException in one line, if it is none
     */
    public static Path at(Path home) throws CassandraStartException {
        if (is17(home)) {
            return home;
        }
        String why =
                !Files.isExecutable(home.resolve("bin/java"))
                        ? "it has no bin/java"
                        : version(home)
                                .map(v -> "it is Java " + v)
                                .orElse("it has no release file");
        throw new CassandraStartException(
                VARIABLE
                        + "="
                        + home
                        + " is not a JDK 17, which Cassandra needs ("
                        + why
                        + "); "
                        + WHAT_TO_DO);
    }

    private static List<Path> usualPlaces() {
        Path user = Path.of(System.getProperty("user.home", "/"));
        List<Path> places = new ArrayList<>();
        places.add(Path.of("/usr/lib/jvm"));
        places.add(Path.of("/opt/java"));
        places.add(user.resolve(".jdks"));
        places.add(user.resolve(".sdkman/candidates/java"));
        places.add(Path.of("/Library/Java/JavaVirtualMachines"));
        return places;
    }

    private static Stream<Path> children(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            return entries
                    .sorted()
                    .flatMap(entry -> Stream.of(entry, entry.resolve("Contents/Home")))
                    .toList()
                    .stream();
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }

    private static boolean is17(Path home) {
        return Files.isExecutable(home.resolve("bin/java"))
                && version(home).filter(v -> v.equals("17") || v.startsWith("17.")).isPresent();
    }

    private static Optional<String> version(Path home) {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return Optional.ofNullable(release.getProperty("JAVA_VERSION"))
                .map(quoted -> quoted.replace("\"", ""));
    }
}
