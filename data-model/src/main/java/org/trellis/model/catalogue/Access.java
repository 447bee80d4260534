package org.trellis.model.catalogue;

/** Whether a model lets a parameter be written, or rows of a table be created and deleted. */
public enum Access {
    READ_ONLY,
    READ_WRITE,
    /** Only together with the creation of its row (TR-106 {@code writeOnceReadOnly}). */
    WRITE_ONCE;

    public boolean isWritable() {
        return this != READ_ONLY;
    }
}
