/**
 * The CWMP listener: limits, authentication, cookies and the table of live sessions around the pure
 * session machine.
 *
 * <p>No XML and no session rule belongs here.
 */
@NullMarked
package org.trellis.cwmp.http;

import org.jspecify.annotations.NullMarked;
