/** Tests of the child process; real Cassandra where a test's name ends in IT. */
@NullMarked
package org.trellis.cassandra;

import org.jspecify.annotations.NullMarked;
