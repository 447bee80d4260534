/** Tests of sealing and of the key file. */
@NullMarked
package org.trellis.controller.store.secret;

import org.jspecify.annotations.NullMarked;
