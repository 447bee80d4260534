/**
 * The contracts of the stores as tests, run by every implementation.
 *
 * <p>Nothing here knows which store it tests.
 */
@NullMarked
package org.trellis.controller.store;

import org.jspecify.annotations.NullMarked;
