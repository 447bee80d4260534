/**
 * What the thirteen capabilities look like: plain records. What is not known is absent.
 *
 * <p>How they are found in a twin is not here.
 */
@NullMarked
package org.trellis.model.capability.view;

import org.jspecify.annotations.NullMarked;
