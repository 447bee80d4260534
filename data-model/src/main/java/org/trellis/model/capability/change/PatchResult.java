package org.trellis.model.capability.change;

import java.util.List;
import java.util.Objects;
import org.trellis.model.ErrorCode;

/** What becomes of a patch. */
public sealed interface PatchResult {

    /** It is one operation. */
    record Accepted(Change change) implements PatchResult {
        public Accepted {
            Objects.requireNonNull(change);
        }
    }

    /** It cannot be done; every reason, in the order of the patch. */
    record Refused(List<Refusal> refusals) implements PatchResult {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Why a member is refused.
     *
     * @param member of the patch, with dots; empty if the whole patch is refused
     * @param candidates what an ambiguous member may mean, otherwise empty
     */
    record Refusal(String member, ErrorCode code, String message, List<String> candidates) {
        public Refusal {
            Objects.requireNonNull(member);
            Objects.requireNonNull(code);
            Objects.requireNonNull(message);
            candidates = List.copyOf(candidates);
        }
    }
}
