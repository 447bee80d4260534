/**
 * Names that TR-181 has had, under which older devices still keep what has another name today.
 *
 * <p>Facts and their application to single values; which of them a device uses follows from what it
 * supports.
 */
@NullMarked
package org.trellis.model.retired;

import org.jspecify.annotations.NullMarked;
