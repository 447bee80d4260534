/**
 * The last known values of one device as a tree that resolvers walk: objects, rows, typed readings.
 *
 * <p>What a value means for a capability is decided elsewhere.
 */
@NullMarked
package org.trellis.model.capability.twin;

import org.jspecify.annotations.NullMarked;
