package org.trellis.model.catalogue;

/**
 * A closed interval of whole numbers: a range of values or of lengths.
 *
 * @param min {@link Long#MIN_VALUE} if open
 * @param max {@link Long#MAX_VALUE} if open
 * @param step distance between allowed values counted from zero; 1 if every value is allowed
 */
public record Interval(long min, long max, long step) {

    /**
     * The catalogue's own form: {@code 1..}, {@code ..255}, {@code 0..240/16}.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    static Interval parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("not an interval: " + text);
        }
        int slash = text.indexOf('/', dots);
        int end = slash < 0 ? text.length() : slash;
        String low = text.substring(0, dots);
        String high = text.substring(dots + 2, end);
        return new Interval(
                low.isEmpty() ? Long.MIN_VALUE : Long.parseLong(low),
                high.isEmpty() ? Long.MAX_VALUE : Long.parseLong(high),
                slash < 0 ? 1 : Long.parseLong(text.substring(slash + 1)));
    }

    public boolean contains(long value) {
        return value >= min && value <= max && (step == 1 || value % step == 0);
    }

    @Override
    public String toString() {
        return (min == Long.MIN_VALUE ? "" : Long.toString(min))
                + ".."
                + (max == Long.MAX_VALUE ? "" : Long.toString(max))
                + (step == 1 ? "" : "/" + step);
    }
}
