/**
 * Values that one model writes differently from another: time zones, leases, DSL standards.
 *
 * <p>Pure functions over texts; knows no path and no table.
 */
@NullMarked
package org.trellis.model.translate.value;

import org.jspecify.annotations.NullMarked;
