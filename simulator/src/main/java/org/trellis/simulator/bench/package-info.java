/**
 * The benches of {@code ./trellis bench}: a fresh controller, a pretended fleet, real store, and
 * what it cost.
 *
 * <p>Figures only; what is right or wrong is for the tests.
 */
@NullMarked
package org.trellis.simulator.bench;

import org.jspecify.annotations.NullMarked;
