package org.trellis.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/**
 * The last known values, per endpoint and top-level object ({@code WiFi} of {@code
 * Device.WiFi.SSID.1.SSID}; the second path segment, or the root's name for what has none). Secret
 * texts are encrypted by the store.
 */
public interface TwinStore {

    /** The whole twin of one endpoint, or the top-level objects named; empty set means all. */
    List<TwinValue> read(
            TenantId tenant, DeviceId device, EndpointId endpoint, Set<String> topObjects);

    /**
     * Writes what changed, and nothing else.
     *
     * @param changed values whose text, type or quality is new
     * @param removed parameters that are gone
     * @param coverage object to the time at which it was last read whole
     */
    void write(
            TenantId tenant,
            DeviceId device,
            EndpointId endpoint,
            List<TwinValue> changed,
            List<ParameterPath> removed,
            Map<ParameterPath, Instant> coverage);

    /** When which object of an endpoint was last read whole. */
    Map<ParameterPath, Instant> coverage(TenantId tenant, DeviceId device, EndpointId endpoint);

    /** Forgets a device's values. */
    void delete(TenantId tenant, DeviceId device);

    /**
     * Another node may have written to the device: what is remembered of it does not count any
     * more. A store that remembers nothing need not do anything.
     */
    default void forget(TenantId tenant, DeviceId device) {}

    /**
     * The top-level object that holds a path: {@code WiFi} of {@code Device.WiFi.SSID.1.SSID}, the
     * root's name for {@code Device.RootDataModelVersion}.
     */
    static String topObject(ParameterPath path) {
        String text = path.text();
        int root = text.indexOf('.');
        if (root < 0) {
            return text;
        }
        int top = text.indexOf('.', root + 1);
        return top < 0 ? text.substring(0, root) : text.substring(root + 1, top);
    }
}
