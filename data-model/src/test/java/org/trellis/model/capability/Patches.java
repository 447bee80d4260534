package org.trellis.model.capability;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trellis.model.capability.change.PatchValue;

/** Patches, written short. */
final class Patches {

    private Patches() {}

    /** Name and value in turn. */
    static PatchValue.Tree tree(Object... namesAndValues) {
        Map<String, PatchValue> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (PatchValue) namesAndValues[i + 1]);
        }
        return new PatchValue.Tree(members);
    }

    static PatchValue text(String text) {
        return new PatchValue.Text(text);
    }

    static PatchValue flag(boolean value) {
        return new PatchValue.Flag(value);
    }

    static PatchValue number(String value) {
        return new PatchValue.Number(new BigDecimal(value));
    }

    static PatchValue nothing() {
        return new PatchValue.Nothing();
    }
}
