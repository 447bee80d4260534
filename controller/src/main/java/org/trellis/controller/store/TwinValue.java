package org.trellis.controller.store;

import java.time.Instant;
import org.trellis.model.ObservedValue;

/**
 * A value in the twin.
 *
 * @param changedAt when the text last became what it is
 */
public record TwinValue(ObservedValue value, Instant changedAt) {}
