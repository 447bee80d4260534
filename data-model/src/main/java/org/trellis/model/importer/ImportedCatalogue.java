package org.trellis.model.importer;

import java.util.List;
import org.trellis.model.catalogue.DmcWriter;
import org.trellis.model.catalogue.ModelSource;
import org.trellis.model.catalogue.NodeFacts;

/**
 * A model, in one form or merged of both, ready to be written.
 *
 * @param name of the file without its ending: {@code tr-181-2.19}
 * @param sources one for each form, CWMP first
 * @param roots the nodes without parent, in the order of the model
 * @param forms what each source had before they were merged, in the order of the sources
 */
public record ImportedCatalogue(
        String name, List<ModelSource> sources, List<NodeFacts> roots, List<NodeCounts> forms) {

    public ImportedCatalogue {
        sources = List.copyOf(sources);
        roots = List.copyOf(roots);
        forms = List.copyOf(forms);
    }

    /** {@code tr-181-2.19.dmc.gz}. */
    public String fileName() {
        return name + ".dmc.gz";
    }

    /** The catalogue file. The same sources give the same bytes. */
    public byte[] gzipped() {
        return DmcWriter.gzipped(sources, roots);
    }

    /** The catalogue before compression. */
    public String text() {
        return DmcWriter.text(sources, roots);
    }
}
