package org.trellis.controller.core;

import java.util.function.Supplier;
import org.trellis.model.catalogue.Catalogue;

/**
 * All that the API sees of the core.
 *
 * @param canonicalModel what canonical paths mean, as of now
 */
public record Northbound(
        Devices devices,
        Commands commands,
        Twins twins,
        Events events,
        Enrollment enrollment,
        DeviceCredentials credentials,
        Supplier<Catalogue> canonicalModel) {}
