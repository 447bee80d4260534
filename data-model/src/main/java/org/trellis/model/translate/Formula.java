package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the instance numbers of a TR-181 path follow from those of its TR-098 source and back. Text
 * form: items separated by commas, from left to right over both paths; an item is the name of a
 * {@link Numbering}, {@code const:N} (a fixed target), {@code first:N} (only source N has a
 * target), {@code tag:N} as {@code const:N}, or {@code lease} (a host below its LANDevice's pool).
 */
final class Formula {

    /** A number that a request leaves open. */
    static final long ANY = -1;

    private final String text;
    private final List<Item> items;
    private final int sources;
    private final int targets;

    private Formula(String text, List<Item> items, int sources, int targets) {
        this.text = text;
        this.items = items;
        this.sources = sources;
        this.targets = targets;
    }

    /**
     * @return null if the text holds an item that needs more than numbers
     */
    static @Nullable Formula parse(String text) {
        List<Item> items = new ArrayList<>();
        int sources = 0;
        int targets = 0;
        for (String name : text.isEmpty() ? new String[0] : text.split(",")) {
            Item item = item(name);
            if (item == null) {
                return null;
            }
            items.add(item);
            sources += item.sources();
            targets += item.targets();
        }
        return new Formula(text, List.copyOf(items), sources, targets);
    }

    private static @Nullable Item item(String name) {
        int colon = name.indexOf(':');
        if (colon > 0) {
            long number = Long.parseLong(name.substring(colon + 1));
            return switch (name.substring(0, colon)) {
                case "const", "tag" -> new Fixed(number);
                case "first" -> new Only(number);
                default -> null;
            };
        }
        if (name.equals("lease")) {
            return new Lease();
        }
        Numbering numbering = Numbering.of(name);
        return numbering == null ? null : new Packed(numbering);
    }

    int sources() {
        return sources;
    }

    int targets() {
        return targets;
    }

    /** As it was parsed. */
    String text() {
        return text;
    }

    /**
     * True if the last target number carries the last source number: rows correspond one to one.
     */
    boolean rowByRow() {
        return !items.isEmpty() && items.getLast() instanceof Packed;
    }

    /**
     * @param source may be longer than {@link #sources()}: what follows is not looked at
     * @return null if the source has no target
     */
    long @Nullable [] forward(long[] source) {
        if (source.length < sources) {
            return null;
        }
        long[] target = new long[targets];
        int from = 0;
        int to = 0;
        for (Item item : items) {
            if (!item.forward(source, from, target, to)) {
                return null;
            }
            from += item.sources();
            to += item.targets();
        }
        return target;
    }

    /**
     * @param target may hold {@link #ANY}; so may the answer
     * @return null if no source has this target
     */
    long @Nullable [] inverse(long[] target) {
        if (target.length != targets) {
            return null;
        }
        long[] source = new long[sources];
        int from = 0;
        int to = 0;
        for (Item item : items) {
            if (!item.inverse(target, to, source, from)) {
                return null;
            }
            from += item.sources();
            to += item.targets();
        }
        return source;
    }

    /** As {@link #inverse}, with every row where only the N-th has a target. */
    long @Nullable [] inverseOfAll(long[] target) {
        long[] source = inverse(target);
        int from = 0;
        for (Item item : items) {
            if (source != null && item instanceof Only) {
                source[from] = ANY;
            }
            from += item.sources();
        }
        return source;
    }

    /**
     * The numbers of the target in words, one for each of its instances, where {@code a} is the
     * first number of the source, {@code b} the second and so on. What is demanded of the source
     * follows.
     */
    String words() {
        List<String> numbers = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        int from = 0;
        for (Item item : items) {
            item.describe((char) ('a' + from), numbers, conditions);
            from += item.sources();
        }
        String demanded = conditions.isEmpty() ? "" : " if " + String.join(" and ", conditions);
        return String.join(", ", numbers) + demanded;
    }

    private sealed interface Item {
        int sources();

        int targets();

        boolean forward(long[] source, int from, long[] target, int to);

        boolean inverse(long[] target, int to, long[] source, int from);

        void describe(char first, List<String> numbers, List<String> conditions);
    }

    private record Packed(Numbering numbering) implements Item {
        @Override
        public int sources() {
            return numbering.sources();
        }

        @Override
        public int targets() {
            return 1;
        }

        @Override
        public boolean forward(long[] source, int from, long[] target, int to) {
            target[to] = numbering.pack(source, from);
            return target[to] >= 0;
        }

        @Override
        public boolean inverse(long[] target, int to, long[] source, int from) {
            if (target[to] == ANY) {
                Arrays.fill(source, from, from + sources(), ANY);
                return true;
            }
            return numbering.unpack(target[to], source, from);
        }

        @Override
        public void describe(char first, List<String> numbers, List<String> conditions) {
            numbers.add(numbering.words(first));
        }
    }

    private record Fixed(long number) implements Item {
        @Override
        public int sources() {
            return 0;
        }

        @Override
        public int targets() {
            return 1;
        }

        @Override
        public boolean forward(long[] source, int from, long[] target, int to) {
            target[to] = number;
            return true;
        }

        @Override
        public boolean inverse(long[] target, int to, long[] source, int from) {
            return target[to] == number || target[to] == ANY;
        }

        @Override
        public void describe(char first, List<String> numbers, List<String> conditions) {
            numbers.add(Long.toString(number));
        }
    }

    private record Only(long number) implements Item {
        @Override
        public int sources() {
            return 1;
        }

        @Override
        public int targets() {
            return 0;
        }

        @Override
        public boolean forward(long[] source, int from, long[] target, int to) {
            return source[from] == number;
        }

        @Override
        public boolean inverse(long[] target, int to, long[] source, int from) {
            source[from] = number;
            return true;
        }

        @Override
        public void describe(char first, List<String> numbers, List<String> conditions) {
            conditions.add(first + " = " + number);
        }
    }

    /** Host H of LANDevice L is client host(L,H) of the pool L. */
    private record Lease() implements Item {
        private static final Packed HOST =
                new Packed(java.util.Objects.requireNonNull(Numbering.of("host")));

        @Override
        public int sources() {
            return 2;
        }

        @Override
        public int targets() {
            return 2;
        }

        @Override
        public boolean forward(long[] source, int from, long[] target, int to) {
            target[to] = source[from];
            return HOST.forward(source, from, target, to + 1);
        }

        @Override
        public boolean inverse(long[] target, int to, long[] source, int from) {
            if (!HOST.inverse(target, to + 1, source, from)) {
                return false;
            }
            if (source[from] == ANY) {
                source[from] = target[to];
            }
            return target[to] == ANY || target[to] == source[from];
        }

        @Override
        public void describe(char first, List<String> numbers, List<String> conditions) {
            numbers.add(Character.toString(first));
            HOST.describe(first, numbers, conditions);
        }
    }
}
