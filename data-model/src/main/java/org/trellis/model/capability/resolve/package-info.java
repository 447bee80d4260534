/**
 * From a twin to the views of the capabilities: one class for each of those that need thought, and
 * one for those that only read rows. Pure functions.
 *
 * <p>The tree of a mesh, which may take several twins, is in {@code mesh}.
 */
@NullMarked
package org.trellis.model.capability.resolve;

import org.jspecify.annotations.NullMarked;
