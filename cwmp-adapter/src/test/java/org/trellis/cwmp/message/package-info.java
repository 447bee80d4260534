/**
 * Tests of the CWMP message records: versions, times, events, what they keep out of logs.
 *
 * <p>No XML here.
 */
@NullMarked
package org.trellis.cwmp.message;

import org.jspecify.annotations.NullMarked;
