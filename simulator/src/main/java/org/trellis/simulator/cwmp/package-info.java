/** A pretended CPE that speaks CWMP over HTTP. Its XML handling is its own, on purpose. */
@NullMarked
package org.trellis.simulator.cwmp;

import org.jspecify.annotations.NullMarked;
