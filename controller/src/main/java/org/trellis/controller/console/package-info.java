/**
 * The console: the static page, and the content security policy under which it runs.
 *
 * <p>No data comes from here: everything that the console shows comes from the API.
 */
@NullMarked
package org.trellis.controller.console;

import org.jspecify.annotations.NullMarked;
