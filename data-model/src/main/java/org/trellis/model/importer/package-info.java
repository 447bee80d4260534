/**
 * Reads the data-model XML of the Broadband Forum (TR-106 Annex A), split or full, and makes
 * catalogues of it.
 *
 * <p>Run by hand when a model is added, never while devices are served: no device, no value, no
 * format of the catalogue, which {@link org.trellis.model.catalogue.DmcWriter} knows.
 */
@NullMarked
package org.trellis.model.importer;

import org.jspecify.annotations.NullMarked;
