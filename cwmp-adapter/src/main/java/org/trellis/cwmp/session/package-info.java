/**
 * CWMP sessions as pure functions: what is answered to a POST, and which RPCs a command takes.
 *
 * <p>No socket, servlet, clock, thread or logger; what the core has to do comes out as effects.
 */
@NullMarked
package org.trellis.cwmp.session;

import org.jspecify.annotations.NullMarked;
