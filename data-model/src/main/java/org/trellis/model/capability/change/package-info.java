/**
 * From a patch of a capability to ONE operation in canonical terms, or to the reasons why not.
 * {@code Changes} is the entry, {@code Plan} collects, one class per capability knows the members.
 *
 * <p>Whether a member is writable is decided by the device, not here.
 */
@NullMarked
package org.trellis.model.capability.change;

import org.jspecify.annotations.NullMarked;
