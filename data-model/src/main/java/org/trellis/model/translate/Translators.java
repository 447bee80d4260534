package org.trellis.model.translate;

import org.trellis.model.DataModelRoot;

/** The translator of each data-model root. Loaded at first use, shared, thread-safe. */
public final class Translators {

    private Translators() {}

    public static ModelTranslator of(DataModelRoot root) {
        return switch (root) {
            case TR_098 -> Tr098Translator.standard();
            case TR_181 -> Tr181Translator.standard();
        };
    }
}
