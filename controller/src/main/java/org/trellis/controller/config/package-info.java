/**
 * Settings, secrets of the home folder, and the wiring of the whole controller in one place.
 *
 * <p>No behaviour of its own: nothing here decides anything about a device, a command or a request.
 */
@NullMarked
package org.trellis.controller.config;

import org.jspecify.annotations.NullMarked;
