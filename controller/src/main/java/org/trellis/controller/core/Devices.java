package org.trellis.controller.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
     * What is merged into a device; an empty value removes the member.
     *
     * @param settings per-device switches of the adapters. Secrets are kept sealed, for the
     *     endpoints that the device has now; {@link SecretSettings#MARK} as a value changes nothing
     */
    record Patch(Map<String, Optional<String>> attributes, Map<String, Optional<String>> settings) {
        public Patch {
            attributes = Map.copyOf(attributes);
            settings = Map.copyOf(settings);
        }
    }

    /** What became of a change. */
    sealed interface Edited {
        record Done(View view) implements Edited {}

        /** There is no such device. */
        record Unknown() implements Edited {}

        /** The device has been edited since the version that the caller has seen. */
        record Outdated() implements Edited {}
    }

    /**
     * Merges all of the patch or nothing.
     *
     * @param seen the version that must still be the device's ({@link DeviceRecord#version}); empty
     *     for any
     */
    Edited patch(Caller caller, DeviceId id, Patch patch, OptionalLong seen);

    Optional<View> tag(Caller caller, DeviceId id, String tag, boolean present);

    /** Lets a pending device in. */
    Optional<View> approve(Caller caller, DeviceId id);

    /** Lets in who is in quarantine as this device: from now on the device's endpoint is that. */
    Optional<View> release(Caller caller, DeviceId id);

    /** Forgets it with its credentials, if it is still as seen. */
    Edited delete(Caller caller, DeviceId id, OptionalLong seen);
}
