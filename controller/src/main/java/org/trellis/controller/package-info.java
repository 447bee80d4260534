/**
 * The controller's entry point.
 *
 * <p>Everything else is in the packages below; nothing is added here.
 */
@NullMarked
package org.trellis.controller;

import org.jspecify.annotations.NullMarked;
