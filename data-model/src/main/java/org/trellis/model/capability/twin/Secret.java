package org.trellis.model.capability.twin;

/**
 * Stands for the text of a secret: a view says that there is one and whether it can be written,
 * never what it is.
 */
public enum Secret {
    HIDDEN
}
