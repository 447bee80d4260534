/** What a pretended device remembers: parameters, tables and their rows. No protocol in here. */
@NullMarked
package org.trellis.simulator.state;

import org.jspecify.annotations.NullMarked;
