package org.trellis.model.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.RowTable.ObjectPair;

/**
 * Where a rule of a profile stands in the mapping table: both templates, and how the numbers of one
 * follow from those of the other. What the table knows of the objects around the parameters holds
 * for them; below that, instances keep their numbers.
 *
 * @param instance a {@link Formula}, or {@code radio}
 */
record RulePlace(PathTemplate source, PathTemplate target, String instance) {

    private static final String RADIO = "Device.WiFi.Radio.{i}.";
    private static final int INSTANCES_OF_WLAN = 2;

    /** Whether the canonical row is the radio of a WLANConfiguration, which its band decides. */
    boolean onRadio() {
        return instance.equals("radio");
    }

    /** Of a device whose objects are the canonical ones. */
    static RulePlace of(ParameterRule rule) throws ProfileException {
        return new RulePlace(
                template(rule.nativePath()),
                template(rule.canonical()),
                rest(rule, segments(rule.nativePath(), 1), segments(rule.canonical(), 1)));
    }

    /** Of a device that speaks TR-098. */
    static RulePlace of(ParameterRule rule, RowTable table) throws ProfileException {
        PathTemplate source = template(rule.nativePath());
        PathTemplate target = template(rule.canonical());
        boolean radio =
                rule.nativePath().startsWith(WlanConfigurations.PREFIX)
                        && source.instances() == INSTANCES_OF_WLAN
                        && rule.canonical().startsWith(RADIO)
                        && target.instances() == 1;
        if (radio) {
            return new RulePlace(source, target, "radio");
        }
        ObjectPair around = around(rule, table);
        String known = around.formula().text();
        String rest =
                rest(
                        rule,
                        segments(rule.nativePath(), around.source().segments().size()),
                        segments(rule.canonical(), around.target().segments().size()));
        return new RulePlace(
                source, target, known + (known.isEmpty() || rest.isEmpty() ? "" : ",") + rest);
    }

    /** The innermost objects around both parameters that the table knows to be the same. */
    private static ObjectPair around(ParameterRule rule, RowTable table) {
        String object = rule.nativePath();
        while (true) {
            object = object.substring(0, object.lastIndexOf('.', object.length() - 2) + 1);
            ObjectPair best = null;
            for (ObjectPair pair : table.objectsBySource(object)) {
                boolean around = rule.canonical().startsWith(pair.target().text());
                if (around
                        && (best == null
                                || pair.target().text().length() > best.target().text().length())) {
                    best = pair;
                }
            }
            if (best != null) {
                return best;
            }
        }
    }

    /** The numbers that the table says nothing of: the same on both sides, or fixed ones. */
    private static String rest(ParameterRule rule, List<String> source, List<String> target)
            throws ProfileException {
        List<String> items = new ArrayList<>();
        Deque<String> numbers = new ArrayDeque<>(numbers(target));
        for (String number : numbers(source)) {
            if (!number.equals(PathTemplate.INSTANCE)) {
                items.add("first:" + number);
                continue;
            }
            fixed(numbers, items);
            if (numbers.poll() == null) {
                throw instances(rule);
            }
            items.add("idem");
        }
        fixed(numbers, items);
        if (!numbers.isEmpty()) {
            throw instances(rule);
        }
        return String.join(",", items);
    }

    private static void fixed(Deque<String> numbers, List<String> items) {
        while (!PathTemplate.INSTANCE.equals(numbers.peek()) && !numbers.isEmpty()) {
            items.add("const:" + numbers.remove());
        }
    }

    private static ProfileException instances(ParameterRule rule) {
        return new ProfileException(
                rule.place(),
                "the instances of "
                        + rule.nativePath()
                        + " do not tell those of "
                        + rule.canonical());
    }

    private static List<String> numbers(List<String> segments) {
        return segments.stream()
                .filter(s ->
                        s.equals(PathTemplate.INSTANCE) || Indexed.number(s, 0, s.length()) > 0)
                .toList();
    }

    private static List<String> segments(String path, int from) {
        List<String> all = PathTemplate.of(path).segments();
        return all.subList(from, all.size());
    }

    /** With {@code {i}} also where the rule has a number. */
    private static PathTemplate template(String path) {
        return PathTemplate.of(Objects.requireNonNull(Indexed.of(path), path).template());
    }
}
