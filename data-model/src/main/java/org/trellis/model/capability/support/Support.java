package org.trellis.model.capability.support;

import java.util.List;

/** What a device has of a member, or of a whole capability. */
public sealed interface Support {

    /** All of it. */
    record Supported() implements Support {}

    /**
     * Some of it.
     *
     * @param missing template paths of a member, members of a capability
     */
    record Partial(List<String> missing) implements Support {
        public Partial {
            missing = List.copyOf(missing);
        }
    }

    /** Nothing of it. */
    record Unsupported() implements Support {}

    /** The device has not told yet what it supports, and nothing of it was ever seen. */
    record Undiscovered() implements Support {}

    /** The word that the API uses. */
    default String label() {
        return switch (this) {
            case Supported _ -> "supported";
            case Partial _ -> "partial";
            case Unsupported _ -> "unsupported";
            case Undiscovered _ -> "unknown";
        };
    }
}
