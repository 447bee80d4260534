package org.trellis.controller.store;

import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Principal;

/**
 * Who came as a known device with the wrong principal: what is in quarantine. A release lets it in.
 */
public record Visitor(Endpoint endpoint, Principal principal) {}
