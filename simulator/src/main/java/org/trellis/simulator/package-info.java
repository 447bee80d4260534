/**
 * Fleets of pretended devices for the demo, the tests and the benches.
 *
 * <p>They meet the controller on the wire only and share no codec with the adapters: a bug must not
 * be able to hide by being on both sides.
 */
@NullMarked
package org.trellis.simulator;

import org.jspecify.annotations.NullMarked;
