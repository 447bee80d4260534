/**
 * A lean HTTP/1.1 client and a listener for connection requests, as small devices have them.
 *
 * <p>No CWMP in here.
 */
@NullMarked
package org.trellis.simulator.http;

import org.jspecify.annotations.NullMarked;
