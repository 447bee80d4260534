/**
 * USP records in our own terms: who sends to whom, and what kind of record it is (TR-369 4).
 *
 * <p>No generated type, no message of the payload and no transport belongs here.
 */
@NullMarked
package org.trellis.usp.record;

import org.jspecify.annotations.NullMarked;
