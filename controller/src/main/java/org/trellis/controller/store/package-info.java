/**
 * What the controller keeps, and the contracts of the stores that keep it.
 *
 * <p>No CQL and no driver type here: those are in {@code store.cassandra}. Every store method may
 * block for a bounded time and throws {@link org.trellis.southbound.UnavailableException} while the
 * store is away.
 */
@NullMarked
package org.trellis.controller.store;

import org.jspecify.annotations.NullMarked;
