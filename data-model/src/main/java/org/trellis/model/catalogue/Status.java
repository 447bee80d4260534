package org.trellis.model.catalogue;

/** How alive a node is (TR-106 2.3: deprecated, then obsoleted, then deleted). */
public enum Status {
    CURRENT,
    DEPRECATED,
    OBSOLETED,
    /** Gone from the model; older devices still send it. */
    DELETED;

    /** True for what a model advises against, but still has. */
    public boolean isOld() {
        return this == DEPRECATED || this == OBSOLETED;
    }
}
