/**
 * The listener over real sockets, with a client that can misbehave.
 *
 * <p>Nothing of another package is tested here.
 */
@NullMarked
package org.trellis.cwmp.http;

import org.jspecify.annotations.NullMarked;
