package org.trellis.cwmp.message;

import java.util.List;
import java.util.Optional;

/** The versions of CWMP, oldest first. */
public enum CwmpVersion {
    V1_0("1.0"),
    V1_1("1.1"),
    V1_2("1.2"),
    V1_3("1.3"),
    V1_4("1.4");

    private static final List<CwmpVersion> ALL = List.of(values());

    private final String text;

    CwmpVersion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The version written as {@code 1.4}; empty for any other text. */
    public static Optional<CwmpVersion> parse(String text) {
        String wanted = text.strip();
        return ALL.stream().filter(v -> v.text.equals(wanted)).findFirst();
    }

    public boolean atLeast(CwmpVersion other) {
        return compareTo(other) >= 0;
    }
}
