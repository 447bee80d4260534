/**
 * The adapter against a core in memory.
 *
 * <p>What only one package does is tested in that package.
 */
@NullMarked
package org.trellis.cwmp;

import org.jspecify.annotations.NullMarked;
