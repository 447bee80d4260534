/**
 * The CWMP adapter as the controller sees it: the adapter class and its settings.
 *
 * <p>No wire format and no session rule belongs here.
 */
@NullMarked
package org.trellis.cwmp;

import org.jspecify.annotations.NullMarked;
