package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;

/** The logs that can be uploaded. */
public record LogView(Summary summary, List<LogFile> files) implements CapabilityView {

    /**
     * {@code Device.DeviceInfo.VendorLogFile.{i}.}.
     *
     * @param maximumSize in bytes
     */
    public record LogFile(
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<Long>> maximumSize,
            Optional<Reading<Boolean>> persistent) {}

    public LogView {
        files = List.copyOf(files);
    }
}
