/**
 * The tree of a site: which box hangs at which, and the clients. {@code SiteTopology} is the entry;
 * {@code Drafts} finds whatever may be a box, {@code Boxes} merges what is the same one, {@code
 * Uplinks} and {@code SiteClients} connect them.
 *
 * <p>Pure functions of one or several twins.
 */
@NullMarked
package org.trellis.model.capability.mesh;

import org.jspecify.annotations.NullMarked;
