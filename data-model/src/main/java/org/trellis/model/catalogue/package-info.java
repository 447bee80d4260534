/**
 * What the Broadband Forum data models say: which nodes exist, of which type, with which limits,
 * and the canonical lexical form of a value.
 *
 * <p>Facts about models only: no device, no translation between models, no XML.
 */
@NullMarked
package org.trellis.model.catalogue;

import org.jspecify.annotations.NullMarked;
