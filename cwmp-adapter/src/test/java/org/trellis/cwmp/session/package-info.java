/**
 * Session rules and command plans as scripted conversations.
 *
 * <p>Nothing of another package is tested here.
 */
@NullMarked
package org.trellis.cwmp.session;

import org.jspecify.annotations.NullMarked;
