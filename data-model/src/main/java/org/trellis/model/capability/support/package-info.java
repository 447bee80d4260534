/**
 * The thirteen capabilities and their members, and what a device has of them by what it said it
 * supports.
 *
 * <p>What the members mean, and their values, are not here.
 */
@NullMarked
package org.trellis.model.capability.support;

import org.jspecify.annotations.NullMarked;
