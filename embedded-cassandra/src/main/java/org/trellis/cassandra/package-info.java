/**
 * A single-node Cassandra as a child process: its JDK, its files, its life.
 *
 * <p>No CQL and no driver here: whether the child answers is told by the caller's {@link
 * org.trellis.cassandra.ReadinessProbe}. Nothing of Cassandra is on the class path of this JVM.
 */
@NullMarked
package org.trellis.cassandra;

import org.jspecify.annotations.NullMarked;
