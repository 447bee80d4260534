/**
 * Keys and certificates of simulated devices and of the tests' own installations.
 *
 * <p>No protocol of a device belongs here.
 */
@NullMarked
package org.trellis.simulator.tls;

import org.jspecify.annotations.NullMarked;
