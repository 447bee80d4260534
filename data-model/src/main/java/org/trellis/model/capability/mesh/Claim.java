package org.trellis.model.capability.mesh;

import java.util.Comparator;
import java.util.Optional;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.view.Topology;

/** Something that says which box another is connected to. */
record Claim(
        Topology.Evidence evidence,
        Box parent,
        Optional<String> media,
        Optional<Long> phyRate,
        Topology.Source source) {

    /** The stronger evidence; of the same kind the newer one. */
    static final Comparator<Claim> BEST =
            Comparator.comparing(Claim::evidence)
                    .thenComparing(c -> c.source().observedAt(), Comparator.reverseOrder())
                    .thenComparing(c -> c.parent().id())
                    .thenComparing(c -> c.source().path());
}
