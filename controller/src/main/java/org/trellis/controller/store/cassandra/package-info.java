/**
 * The stores in Apache Cassandra: one class per store, by query; schema as code.
 *
 * <p>The only package that knows CQL and the driver. No lightweight transaction per message or per
 * command; no business rule.
 */
@NullMarked
package org.trellis.controller.store.cassandra;

import org.jspecify.annotations.NullMarked;
