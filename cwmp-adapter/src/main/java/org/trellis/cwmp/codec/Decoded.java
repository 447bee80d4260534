package org.trellis.cwmp.codec;

import java.util.Set;
import org.trellis.cwmp.message.Envelope;

/** An envelope and what had to be tolerated to read it. */
public record Decoded(Envelope envelope, Set<Quirk> quirks) {
    public Decoded {
        quirks = Set.copyOf(quirks);
    }
}
