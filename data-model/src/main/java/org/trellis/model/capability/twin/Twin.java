package org.trellis.model.capability.twin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;

/**
 * A snapshot of what is known of one device, in canonical terms. Immutable and thread-safe once
 * built; what it answers does not depend on the order in which the values came.
 */
public final class Twin {

    /** Nothing known. */
    public static final Twin EMPTY = new Twin(new TwinObject(DataModelRoot.TR_181.prefix()));

    /** If a path comes twice, the younger one counts; the text only makes that reproducible. */
    private static final Comparator<Observation> AGE =
            Comparator.comparing(Observation::observedAt).thenComparing(o -> o.value().text());

    private final TwinObject root;

    private Twin(TwinObject root) {
        this.root = root;
    }

    /** Values outside {@code Device.}, which have no canonical path, are left out. */
    public static Twin of(Collection<Observation> values) {
        TwinObject root = new TwinObject(DataModelRoot.TR_181.prefix());
        for (Observation value : values) {
            ParameterPath path = value.value().path();
            if (path.root().equals(root.path())) {
                root.put(path.segments(), value, AGE);
            }
        }
        return new Twin(root);
    }

    /** {@code Device.}. */
    public TwinObject root() {
        return root;
    }

    /**
     * @param path of an object, for example {@code Device.WiFi.Radio.1.}
     * @return an empty object if nothing is known below it
     */
    public TwinObject object(String path) {
        return path.startsWith(root.path())
                ? root.at(path.substring(root.path().length()))
                : new TwinObject(path);
    }

    public Optional<Observation> value(ParameterPath path) {
        String text = path.text();
        int dot = text.lastIndexOf('.');
        return object(text.substring(0, dot + 1)).observation(text.substring(dot + 1));
    }

    /** The object that a reference names, if anything is known below it. */
    public Optional<TwinObject> referred(String reference) {
        String plain = plain(reference);
        return plain.isEmpty()
                ? Optional.empty()
                : Optional.of(object(plain + ".")).filter(o -> !o.isEmpty());
    }

    /**
     * A reference without blanks and trailing dot: TR-106 3.2.4 wants none, CWMP devices write one.
     */
    public static String plain(String reference) {
        String text = reference.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether any value is known at a template such as {@code Device.WiFi.SSID.{i}.SSID}. */
    public boolean knows(String template) {
        ParameterPath path = ParameterPath.parse(template.replace("{i}", "1")).orElse(null);
        return path != null
                && path.isParameter()
                && path.root().equals(root.path())
                && root.knows(template.substring(root.path().length()));
    }
}
