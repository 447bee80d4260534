package org.trellis.controller.api;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Northbound;
import org.trellis.southbound.DeviceId;

/** From the text in a path to the device, by id or alias; 404 otherwise. */
@Component
class DeviceLookup {

    private static final int LONGEST = 300;

    private final Devices devices;

    DeviceLookup(Northbound core) {
        this.devices = core.devices();
    }

    Devices.View find(Caller caller, String idOrAlias) {
        return optional(caller, idOrAlias).orElseThrow(() -> unknown(idOrAlias));
    }

    /** Empty also for a device that was forgotten. */
    Optional<DeviceId> known(Caller caller, String idOrAlias) {
        return optional(caller, idOrAlias).map(view -> view.device().id());
    }

    private Optional<Devices.View> optional(Caller caller, String idOrAlias) {
        return idOrAlias.length() > LONGEST ? Optional.empty() : devices.find(caller, idOrAlias);
    }

    static ApiException unknown(String idOrAlias) {
        return ApiException.notFound("device", idOrAlias);
    }
}
