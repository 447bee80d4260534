/** The Cassandra stores under the contracts, on a real Cassandra; its failures; its benches. */
@NullMarked
package org.trellis.controller.store.cassandra;

import org.jspecify.annotations.NullMarked;
