/**
 * HTTP authentication of CPEs: RFC vectors, leniency, replay.
 *
 * <p>Nothing of another package is tested here.
 */
@NullMarked
package org.trellis.cwmp.auth;

import org.jspecify.annotations.NullMarked;
