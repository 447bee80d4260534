package org.trellis.iot.zigbee2mqtt;

import java.util.List;
import java.util.Objects;

/**
 * One entry of {@code bridge/devices} that is a usable thing.
 *
 * @param ieee 16 hexadecimal digits, lower case: the only name that never changes
 * @param friendlyName its topic; may hold slashes, and may change
 * @param capabilities in the order of {@code exposes}
 */
public record ZigbeeThing(
        String ieee,
        String friendlyName,
        String vendor,
        String model,
        String softwareVersion,
        List<Capability> capabilities) {
    public ZigbeeThing {
        Objects.requireNonNull(ieee);
        Objects.requireNonNull(friendlyName);
        Objects.requireNonNull(vendor);
        Objects.requireNonNull(model);
        Objects.requireNonNull(softwareVersion);
        capabilities = List.copyOf(capabilities);
    }
}
