/**
 * Admission, registry, command queue and leases, twin, events: what a device and a command are.
 *
 * <p>Knows stores and the southbound SPI; no HTTP, no CQL, no Spring, no protocol.
 */
@NullMarked
package org.trellis.controller.core;

import org.jspecify.annotations.NullMarked;
