/**
 * The stores in the memory of one process, for tests: same contracts, nothing survives.
 *
 * <p>No persistence and no expiry by time here beyond what keeps memory bounded.
 */
@NullMarked
package org.trellis.controller.store.memory;

import org.jspecify.annotations.NullMarked;
