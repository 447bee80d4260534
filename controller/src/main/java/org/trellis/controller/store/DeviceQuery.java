package org.trellis.controller.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.southbound.TenantId;

/**
 * A page of the fleet.
 *
 * @param equal field to value, all must match: {@code manufacturer, oui, productClass,
 *     serialNumber, modelName, softwareVersion, kind, protocol, state, parent}
 * @param tags all must be present
 * @param prefix of id, serial number, MAC address, endpoint id, IP address, subscriber or site,
 *     lower case
 * @param cursor from an earlier {@link Page#next()}
 * @param limit 1 to 500
 */
public record DeviceQuery(
        TenantId tenant,
        Map<String, String> equal,
        Set<String> tags,
        Optional<String> prefix,
        Optional<String> cursor,
        int limit) {
    public DeviceQuery {
        equal = Map.copyOf(equal);
        tags = Set.copyOf(tags);
    }
}
