/**
 * HTTP authentication of CPEs: challenges, digest and basic proofs, replay and guessing limits.
 *
 * <p>No socket or servlet here: headers come in as text, the time as an argument.
 */
@NullMarked
package org.trellis.cwmp.auth;

import org.jspecify.annotations.NullMarked;
