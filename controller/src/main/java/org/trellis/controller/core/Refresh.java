package org.trellis.controller.core;

import java.util.List;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Endpoint;

/** Reads objects of a device in the background: rows that appeared, of which little is known. */
@FunctionalInterface
interface Refresh {
    void read(Endpoint endpoint, List<ParameterPath> objects);
}
