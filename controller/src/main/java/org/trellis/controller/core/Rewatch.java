package org.trellis.controller.core;

import org.trellis.southbound.Endpoint;

/**
 * Sets anew what operators watch of a device that has lost its settings, and its notification
 * attributes (TR-069 A.3.2.4) or subscriptions (TR-369 6.1.5.2) with them. Doing it once too often
 * changes nothing.
 */
@FunctionalInterface
interface Rewatch {
    void afterReset(Endpoint endpoint);
}
