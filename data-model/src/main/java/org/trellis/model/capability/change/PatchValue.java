package org.trellis.model.capability.change;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an operator asks for, as a merge patch (RFC 7396) says it. Values may be secrets. */
public sealed interface PatchValue {

    /** A text. */
    record Text(String text) implements PatchValue {
        public Text {
            Objects.requireNonNull(text);
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " chars]";
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements PatchValue {}

    /** A number. */
    record Number(BigDecimal value) implements PatchValue {
        public Number {
            Objects.requireNonNull(value);
        }
    }

    /** Take it away. */
    record Nothing() implements PatchValue {}

    /** Several in order. */
    record Items(List<PatchValue> items) implements PatchValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Members by name, in the order given. */
    record Tree(Map<String, PatchValue> members) implements PatchValue {
        public Tree {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
