/**
 * The SPI that every adapter implements: identity, commands, results, reports and the one port.
 *
 * <p>Words both adapters must agree on belong here; nothing of one protocol's wire format does.
 */
@NullMarked
package org.trellis.southbound;

import org.jspecify.annotations.NullMarked;
