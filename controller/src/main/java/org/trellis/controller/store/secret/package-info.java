/**
 * Encryption of what is secret before it is stored, and the file of the keys.
 *
 * <p>No store and no CQL here; the keys never lie in the database.
 */
@NullMarked
package org.trellis.controller.store.secret;

import org.jspecify.annotations.NullMarked;
