package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;

/**
 * The firmware images, which of them runs, and which one is next.
 *
 * @param active reference to the image that runs
 * @param boot reference to the image of the next boot
 */
public record FirmwareView(
        Summary summary,
        Optional<Reading<String>> softwareVersion,
        Optional<Reading<String>> active,
        Optional<Reading<String>> boot,
        List<Image> images)
        implements CapabilityView {

    /** One image bank. */
    public record Image(
            long number,
            boolean isActive,
            boolean isBoot,
            Optional<Reading<String>> name,
            Optional<Reading<String>> version,
            Optional<Reading<String>> status,
            Optional<Reading<Boolean>> available) {}

    public FirmwareView {
        images = List.copyOf(images);
    }
}
