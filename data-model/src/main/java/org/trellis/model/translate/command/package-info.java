/**
 * What a CWMP device is told to have a command of the canonical model done: an RPC, a parameter
 * that triggers, or a diagnostic that is set up by parameters.
 *
 * <p>Plans only, as values: no session, no state of a device.
 */
@NullMarked
package org.trellis.model.translate.command;

import org.jspecify.annotations.NullMarked;
