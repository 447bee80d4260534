package org.trellis.model.capability.view;

import java.util.Objects;

/** The tree of gateway, extenders and clients. */
public record MeshView(Summary summary, Topology topology) implements CapabilityView {
    public MeshView {
        Objects.requireNonNull(topology);
    }
}
