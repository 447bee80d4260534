package org.trellis.cwmp.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ParameterKey under which an add writes: the command's tag, what is done and to which of its
 * objects. A device keeps the key of its last successful write (TR-069 A.3.2.1), so that it tells
 * how far an attempt came whose answer was lost.
 *
 * @param index of the object in the command
 */
record AddKey(Step step, int index) {

    private static final int LONGEST = 32;
    private static final Pattern FORM = Pattern.compile("([afdu])([0-9]{1,4})");

    /** What the last write did. */
    enum Step {
        /** The row is there, without values. */
        ADDED('a'),
        /** The row has its values. */
        FILLED('f'),
        /** The row went again, because its values were refused. */
        DISCARDED('d'),
        /** The row went again, because another object failed. */
        UNDONE('u');

        private final char letter;

        Step(char letter) {
            this.letter = letter;
        }
    }

    String text(String tag) {
        String key = tag + step.letter + index;
        return key.length() <= LONGEST ? key : tag;
    }

    /** Empty for what another command, or somebody else, wrote. */
    static Optional<AddKey> parse(String tag, String text) {
        if (tag.isEmpty() || !text.startsWith(tag)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.substring(tag.length()));
        if (!form.matches()) {
            return Optional.empty();
        }
        for (Step step : Step.values()) {
            if (form.group(1).charAt(0) == step.letter) {
                return Optional.of(new AddKey(step, Integer.parseInt(form.group(2))));
            }
        }
        return Optional.empty();
    }

    /** The first object that still has something to be done. */
    int next() {
        return step == Step.FILLED ? index + 1 : index;
    }
}
