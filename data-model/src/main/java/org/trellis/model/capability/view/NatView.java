package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;

/** What is let in from outside. */
public record NatView(Summary summary, List<PortMapping> portMappings) implements CapabilityView {

    /** {@code Device.NAT.PortMapping.{i}.}. */
    public record PortMapping(
            ParameterPath path,
            long number,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<Long>> externalPort,
            Optional<Reading<Long>> externalPortEndRange,
            Optional<Reading<Long>> internalPort,
            Optional<Reading<String>> protocol,
            Optional<Reading<String>> internalClient,
            Optional<Reading<String>> remoteHost,
            Optional<Reading<String>> ipInterface,
            Optional<Reading<String>> description) {}

    public NatView {
        portMappings = List.copyOf(portMappings);
    }
}
