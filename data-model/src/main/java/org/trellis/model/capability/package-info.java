/**
 * Capabilities: small typed views over canonical paths. They store nothing; each is a pure function
 * of the twin, and a change to one is one command.
 *
 * <ul>
 *   <li>{@code twin} the values as a tree;
 *   <li>{@code support} the table of members, and what a device has of them;
 *   <li>{@code view} what the views look like;
 *   <li>{@code resolve} and {@code mesh} from the twin to the views;
 *   <li>{@code change} from a patch to one operation.
 * </ul>
 *
 * <p>JSON and HTTP are the controller's.
 */
@NullMarked
package org.trellis.model.capability;

import org.jspecify.annotations.NullMarked;
