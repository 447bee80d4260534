package org.trellis.model.importer;

import java.util.List;

/**
 * What became of the files given.
 *
 * @param catalogues of the models without problems
 * @param problems in the order in which they were met, each once; a model with an error is left out
 */
public record ImportResult(List<ImportedCatalogue> catalogues, List<Problem> problems) {
    public ImportResult {
        catalogues = List.copyOf(catalogues);
        problems = List.copyOf(problems);
    }

    /** True if no model was left out. */
    public boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
