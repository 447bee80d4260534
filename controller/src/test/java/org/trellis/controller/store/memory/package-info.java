/** The memory stores under the contracts; nothing else. */
@NullMarked
package org.trellis.controller.store.memory;

import org.jspecify.annotations.NullMarked;
