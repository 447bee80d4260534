package org.trellis.model.retired;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.SupportedModel;

/**
 * One parameter that was renamed, or that some devices spell their own way.
 *
 * @param old template of the name that those devices use; that of today if they only have other
 *     words for its values
 * @param now template of the name in the canonical model
 * @param numbers what stands at each instance of {@code now}: the position of the instance of
 *     {@code old}, counted from 0, or {@link Slot#fixed}
 * @param change how the value is converted
 * @param mark template by which a device that spells it its own way is told; null for a name that
 *     TR-181 itself has had
 */
public record RetiredName(
        String old, String now, List<Slot> numbers, Change change, @Nullable String mark) {

    static final String INSTANCE = "{i}";
    private static final String ANY = "*";

    public RetiredName {
        numbers = List.copyOf(numbers);
    }

    /**
     * One instance of the new name.
     *
     * @param fixed the number that it always has; null if it is the old name's
     */
    public record Slot(int position, @Nullable String fixed) {}

    /** How a value becomes that of the new name. */
    public sealed interface Change {

        /** It stays as it is. */
        record Same() implements Change {}

        /**
         * It is one of a list.
         *
         * @param position counted from 1
         */
        record Item(int position) implements Change {}

        /** A MAC address becomes its six octets in base64, as Data Elements have it. */
        record MacAsBase64() implements Change {}

        /** Names of DSL standards become the octets of G.997.1; only read. */
        record DslMask() implements Change {}

        /** Whether TLS is used becomes the transport. */
        record TlsAsTransport() implements Change {}

        /** WPA2 and WPA3 together have a name of their own among the security modes. */
        record TransitionMode() implements Change {}
    }

    /** Whether a device uses this: it has the old name, and has not the new one too. */
    boolean isIn(SupportedModel model) {
        return model.node(old).isPresent()
                && (mark == null || model.node(mark).isPresent())
                && (!isRenamed() || model.node(now).isEmpty());
    }

    /** Whether the name is another, and not only the words for its values. */
    public boolean isRenamed() {
        return !old.equals(now);
    }

    /**
     * @param written the new name with its fixed numbers
     */
    static RetiredName of(String old, String written, Change change, @Nullable String mark) {
        List<Slot> numbers = new ArrayList<>();
        List<String> template = new ArrayList<>();
        int position = 0;
        for (String segment : segments(written)) {
            boolean number = Character.isDigit(segment.charAt(0));
            if (number) {
                numbers.add(new Slot(-1, segment));
            } else if (segment.equals(INSTANCE)) {
                numbers.add(new Slot(position++, null));
            }
            template.add(number ? INSTANCE : segment);
        }
        return new RetiredName(old, String.join(".", template), numbers, change, mark);
    }

    /** The new path of an old one, which has the template {@link #old}. */
    public String toNow(String oldPath) {
        List<String> instances = instances(old, segments(oldPath));
        List<String> filled =
                numbers.stream()
                        .map(slot ->
                                slot.fixed() == null
                                        ? instances.get(slot.position())
                                        : slot.fixed())
                        .toList();
        return fill(now, filled);
    }

    /**
     * The old path of a new one, which has the template {@link #now}; {@code *} stays.
     *
     * @return empty if the device has no such row
     */
    public Optional<String> toOld(String newPath) {
        return toOld(instances(now, segments(newPath)));
    }

    private Optional<String> toOld(List<String> instances) {
        String[] olds = new String[(int) numbers.stream().filter(s -> s.fixed() == null).count()];
        for (int i = 0; i < instances.size(); i++) {
            Slot slot = numbers.get(i);
            String instance = instances.get(i);
            if (slot.fixed() == null) {
                olds[slot.position()] = instance;
            } else if (!instance.equals(ANY) && !instance.equals(slot.fixed())) {
                return Optional.empty();
            }
        }
        return Optional.of(fill(old, List.of(olds)));
    }

    /**
     * What of the old object tree holds this parameter, if an object of the new one does.
     *
     * @param object a path of the new tree that ends with a dot, perhaps with {@code *}
     * @return a partial path; empty if the object is not above this parameter
     */
    public Optional<String> within(String object) {
        List<String> wanted = segments(object);
        List<String> template = segments(now);
        if (wanted.size() >= template.size()) {
            return Optional.empty();
        }
        List<String> instances = new ArrayList<>();
        for (int i = 0; i < template.size(); i++) {
            boolean instance = template.get(i).equals(INSTANCE);
            if (i >= wanted.size()) {
                if (instance) {
                    instances.add(ANY);
                }
            } else if (instance) {
                instances.add(wanted.get(i));
            } else if (!template.get(i).equals(wanted.get(i))) {
                return Optional.empty();
            }
        }
        return toOld(instances)
                .map(path -> {
                    int any = path.indexOf(ANY);
                    return any < 0
                            ? path.substring(0, path.lastIndexOf('.') + 1)
                            : path.substring(0, any);
                });
    }

    private static List<String> instances(String template, List<String> path) {
        List<String> instances = new ArrayList<>();
        List<String> names = segments(template);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(INSTANCE)) {
                instances.add(path.get(i));
            }
        }
        return instances;
    }

    private static String fill(String template, List<String> instances) {
        StringBuilder path = new StringBuilder(template.length());
        int next = 0;
        for (String segment : segments(template)) {
            path.append(path.isEmpty() ? "" : ".");
            path.append(segment.equals(INSTANCE) ? instances.get(next++) : segment);
        }
        return path.toString();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("\\."));
    }
}
