package org.trellis.model.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Alternative patterns, shared by all parameters that use them and compiled at first use, since few
 * of them are ever needed. Thread-safe.
 */
public final class Patterns {

    public static final Patterns NONE = new Patterns(List.of());

    private final List<String> sources;
    private volatile List<Pattern> compiled = List.of();

    Patterns(List<String> sources) {
        this.sources = List.copyOf(sources);
    }

    public boolean isEmpty() {
        return sources.isEmpty();
    }

    /** True if there is no pattern or one of them matches the whole text. */
    public boolean accept(String text) {
        if (sources.isEmpty()) {
            return true;
        }
        List<Pattern> patterns = compiled;
        if (patterns.isEmpty()) {
            patterns = sources.stream().map(Pattern::compile).toList();
            compiled = patterns;
        }
        return patterns.stream().anyMatch(p -> p.matcher(text).matches());
    }

    @Override
    public String toString() {
        return String.join(" | ", sources);
    }
}
