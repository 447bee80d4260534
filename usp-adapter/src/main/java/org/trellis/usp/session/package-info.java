/**
 * What a USP controller does: lets agents in, asks them, hears them. Pure: messages and time come
 * in, effects go out.
 *
 * <p>No socket, clock, thread, logger, store or generated type belongs here.
 */
@NullMarked
package org.trellis.usp.session;

import org.jspecify.annotations.NullMarked;
