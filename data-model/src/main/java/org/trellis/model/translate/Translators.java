package org.trellis.model.translate;

import org.trellis.model.DataModelRoot;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueFolder.Models;

/**
 * The models in use and what translates between them. Immutable and thread-safe; making one takes
 * some hundred milliseconds, since the mapping table is checked against the models.
 */
public final class Translators {

    private final Models models;
    private final Catalogue all;
    private final ModelTranslator tr181;
    private final ModelTranslator tr098;
    private final RowCorrelation rows;

    public Translators(Models models) {
        this.models = models;
        this.all = models.standard();
        this.tr181 = new Tr181Translator(models.canonical());
        this.tr098 = new Tr098Translator(models.tr098(), models.canonical());
        this.rows = new RowCorrelation(models.canonical());
    }

    /** By the shipped models. Loaded at first use, shared. */
    public static Translators shipped() {
        return Shipped.ALL;
    }

    /** The models of both roots. */
    public Models models() {
        return models;
    }

    /** Both roots in one. */
    public Catalogue all() {
        return all;
    }

    public ModelTranslator of(DataModelRoot root) {
        return switch (root) {
            case TR_098 -> tr098;
            case TR_181 -> tr181;
        };
    }

    /** By the keys of the canonical model. */
    public RowCorrelation rows() {
        return rows;
    }

    private static final class Shipped {
        static final Translators ALL = new Translators(Models.shipped());
    }
}
