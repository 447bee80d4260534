/**
 * Translation between what a device speaks (TR-098, TR-181) and the canonical model, both ways.
 *
 * <p>Pure functions over values: no I/O, no clock, no protocol message.
 */
@NullMarked
package org.trellis.model.translate;

import org.jspecify.annotations.NullMarked;
