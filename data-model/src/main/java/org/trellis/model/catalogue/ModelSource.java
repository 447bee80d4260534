package org.trellis.model.catalogue;

import java.util.Objects;

/**
 * A data model that a catalogue was made from.
 *
 * @param protocols which of them the model is for: {@code CWMP} or {@code USP}, never both
 * @param model name and version as the model states it ({@code Device:2.19})
 * @param file the name of the file that holds the model, without folder
 * @param sha256 64 hexadecimal digits: of that file if it was the only one read, else of the lines
 *     {@code sha256 name} of all files read, sorted by name, as sha256sum prints them
 * @param files how many files were read, the model's own included
 * @param licence where the licence of the source stands
 */
public record ModelSource(
        CatalogueNode.Origin.Protocols protocols,
        String model,
        String file,
        String sha256,
        int files,
        String licence) {

    public ModelSource {
        if (protocols == CatalogueNode.Origin.Protocols.BOTH) {
            throw new IllegalArgumentException("a model is for one protocol");
        }
        Objects.requireNonNull(model);
        Objects.requireNonNull(file);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        if (files < 1) {
            throw new IllegalArgumentException("no files");
        }
        Objects.requireNonNull(licence);
    }
}
