package org.trellis.model.translate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template path, cut at its {@code {i}} so that it can be filled quickly.
 *
 * @param text with {@code {i}} for instances
 * @param segments without dots; {@code {i}} where an instance stands
 * @param parts the text between the instances; one more than there are instances
 */
record PathTemplate(String text, List<String> segments, List<String> parts) {

    static final String INSTANCE = "{i}";

    PathTemplate {
        segments = List.copyOf(segments);
        parts = List.copyOf(parts);
    }

    static PathTemplate of(String text) {
        return new PathTemplate(
                text, Arrays.asList(text.split("\\.")), Arrays.asList(text.split("\\{i}", -1)));
    }

    int instances() {
        return parts.size() - 1;
    }

    /** The object that holds the last segment, with its dot. */
    String object() {
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        return text.substring(0, text.lastIndexOf('.', end - 1) + 1);
    }

    /**
     * @param numbers one for every instance; {@link Formula#ANY} becomes {@code *}
     */
    String fill(long[] numbers) {
        StringBuilder out = new StringBuilder(text.length() + 4 * numbers.length);
        out.append(parts.getFirst());
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == Formula.ANY) {
                out.append('*');
            } else {
                out.append(numbers[i]);
            }
            out.append(parts.get(i + 1));
        }
        return out.toString();
    }

    /**
     * The instances that an expression names, {@link Formula#ANY} where it leaves them open.
     *
     * @param wanted segments of the expression; a partial one is shorter than this template
     * @return null if the expression does not reach this path
     */
    long @Nullable [] match(List<String> wanted, boolean partial) {
        if (partial ? wanted.size() > segments.size() : wanted.size() != segments.size()) {
            return null;
        }
        long[] numbers = new long[instances()];
        Arrays.fill(numbers, Formula.ANY);
        int next = 0;
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segments.get(i).equals(INSTANCE)) {
                long number = Indexed.number(segment, 0, segment.length());
                boolean any = segment.equals("*") || segment.charAt(0) == '[';
                if (number < 0 && !any && !segment.equals(INSTANCE)) {
                    return null;
                }
                numbers[next++] = number < 0 ? Formula.ANY : number;
            } else if (!segments.get(i).equals(segment)) {
                return null;
            }
        }
        return numbers;
    }

    /** A concrete path as template and instance numbers. */
    record Indexed(String template, long[] numbers) {

        private static final int MAX_INSTANCES = 16;

        /**
         * @return null if the path has more instances than any model has
         */
        static @Nullable Indexed of(String path) {
            long[] numbers = new long[MAX_INSTANCES];
            int count = 0;
            StringBuilder template = new StringBuilder(path.length() + 8);
            int start = 0;
            while (start <= path.length()) {
                int dot = path.indexOf('.', start);
                int end = dot < 0 ? path.length() : dot;
                long number = number(path, start, end);
                if (number > 0) {
                    if (count == MAX_INSTANCES) {
                        return null;
                    }
                    numbers[count++] = number;
                    template.append(INSTANCE);
                } else {
                    template.append(path, start, end);
                }
                if (dot < 0) {
                    break;
                }
                template.append('.');
                start = dot + 1;
            }
            return new Indexed(template.toString(), Arrays.copyOf(numbers, count));
        }

        /** The number that a segment is; -1 if it is none. */
        static long number(String text, int from, int to) {
            if (to == from || to - from > 10 || text.charAt(from) == '0') {
                return -1;
            }
            long value = 0;
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }

        /** Compares by content: an array has no equality of its own. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Indexed that
                    && template.equals(that.template)
                    && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return 31 * template.hashCode() + Arrays.hashCode(numbers);
        }

        @Override
        public String toString() {
            return template + List.of(Arrays.stream(numbers).boxed().toArray());
        }
    }
}
