package org.trellis.cwmp.message;

import java.util.Optional;

/**
 * The XML namespace of a message. Versions 1.2 to 1.4 share one; devices invent {@code cwmp-1-3}
 * and others, which are answered in kind.
 */
public record CwmpNamespace(String uri) {

    private static final String PREFIX = "urn:dslforum-org:cwmp-1-";

    public static final CwmpNamespace CWMP_1_0 = new CwmpNamespace(PREFIX + "0");
    public static final CwmpNamespace CWMP_1_1 = new CwmpNamespace(PREFIX + "1");
    public static final CwmpNamespace CWMP_1_2 = new CwmpNamespace(PREFIX + "2");

    /** The namespace the schema of {@code version} declares. */
    public static CwmpNamespace of(CwmpVersion version) {
        return switch (version) {
            case V1_0 -> CWMP_1_0;
            case V1_1 -> CWMP_1_1;
            case V1_2, V1_3, V1_4 -> CWMP_1_2;
        };
    }

    /** The lowest version that may use this namespace; empty if no standard names it. */
    public Optional<CwmpVersion> version() {
        if (!uri.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return CwmpVersion.parse("1." + uri.substring(PREFIX.length()));
    }

    /** Whether a Broadband Forum schema has this namespace. */
    public boolean standard() {
        return equals(CWMP_1_0) || equals(CWMP_1_1) || equals(CWMP_1_2);
    }
}
