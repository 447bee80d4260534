/**
 * The USP adapter: connects transports, agent sessions and the core's port.
 *
 * <p>No wire format and no rule of the protocol belongs here.
 */
@NullMarked
package org.trellis.usp;

import org.jspecify.annotations.NullMarked;
