/**
 * USP messages in our own terms: requests, responses and errors as values (TR-369 5, 6).
 *
 * <p>No generated type, no path parsing and no meaning for a command belongs here.
 */
@NullMarked
package org.trellis.usp.message;

import org.jspecify.annotations.NullMarked;
