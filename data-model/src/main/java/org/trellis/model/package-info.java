/**
 * Canonical paths and values: the words of TR-181 Device:2 in USP form that every other part
 * shares.
 *
 * <p>Nothing here knows a protocol, a store or a file format; it depends on the JDK only.
 */
@NullMarked
package org.trellis.model;

import org.jspecify.annotations.NullMarked;
