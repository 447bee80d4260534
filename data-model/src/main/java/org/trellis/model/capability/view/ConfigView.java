package org.trellis.model.capability.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;

/** The configuration files that can be backed up and restored. */
public record ConfigView(Summary summary, List<ConfigFile> files) implements CapabilityView {

    /** {@code Device.DeviceInfo.VendorConfigFile.{i}.}. */
    public record ConfigFile(
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<String>> version,
            Optional<Reading<Instant>> date,
            Optional<Reading<String>> description) {}

    public ConfigView {
        files = List.copyOf(files);
    }
}
