/**
 * What is known of the devices of a vendor beyond the standards: parameters of their own that hold
 * what the canonical model has, and habits that TR-098 leaves open.
 *
 * <p>Facts only: no file format, no device, no translation.
 */
@NullMarked
package org.trellis.model.profile;

import org.jspecify.annotations.NullMarked;
