/**
 * The northbound API: HTTP status codes, JSON members, bearer tokens, server-sent events, OpenAPI.
 *
 * <p>Everything is asked of {@link org.trellis.controller.core.Northbound}; no store, no adapter
 * and no rule about devices or commands is known here.
 */
@NullMarked
package org.trellis.controller.api;

import org.jspecify.annotations.NullMarked;
