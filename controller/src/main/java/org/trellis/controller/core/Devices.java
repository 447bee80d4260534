package org.trellis.controller.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;

/** The registry as operators see it. Thread-safe; methods block on the store. */
public interface Devices {

    /** A device with its endpoints and live presence. */
    record View(DeviceRecord device, List<Presence> endpoints) {
        public View {
            endpoints = List.copyOf(endpoints);
        }

        public boolean online() {
            return endpoints.stream().anyMatch(Presence::online);
        }
    }

    /** An endpoint, and whether it counts as online now. */
    record Presence(EndpointRecord endpoint, boolean online) {}

    Page<View> list(Caller caller, DeviceQuery query);

    /** By device id, or by any alias. */
    Optional<View> find(Caller caller, String idOrAlias);

    long estimate(Caller caller);

    /**
     * Merge-patch of the attributes.
     *
     * @param attributes an empty value removes the attribute
     */
    Optional<View> patchAttributes(
            Caller caller, DeviceId id, Map<String, Optional<String>> attributes);

    /**
     * Per-device switches of the adapters, merged as attributes are. Secrets are kept sealed, for
     * the endpoints that the device has now; {@link SecretSettings#MARK} as a value changes
     * nothing.
     */
    Optional<View> patchSettings(
            Caller caller, DeviceId id, Map<String, Optional<String>> settings);

    Optional<View> tag(Caller caller, DeviceId id, String tag, boolean present);

    /** Lets a pending device in. */
    Optional<View> approve(Caller caller, DeviceId id);

    /** Lets a quarantined device back, with the principal that it now has. */
    Optional<View> release(Caller caller, DeviceId id);

    /** Forgets it; false if there was none. */
    boolean delete(Caller caller, DeviceId id);
}
