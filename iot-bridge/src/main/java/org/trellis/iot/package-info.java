/**
 * Meters and sensors as devices: admits what a source announces, passes on what it says, and
 * carries out commands. How a source writes things down belongs in its own package.
 */
@NullMarked
package org.trellis.iot;

import org.jspecify.annotations.NullMarked;
