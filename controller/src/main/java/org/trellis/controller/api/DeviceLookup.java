package org.trellis.controller.api;

import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Northbound;

/** From the text in a path to the device, by id or alias; 404 otherwise. */
@Component
class DeviceLookup {

    private static final int LONGEST = 300;

    private final Devices devices;

    DeviceLookup(Northbound core) {
        this.devices = core.devices();
    }

    Devices.View find(Caller caller, String idOrAlias) {
        if (idOrAlias.length() > LONGEST) {
            throw unknown(idOrAlias);
        }
        return devices.find(caller, idOrAlias).orElseThrow(() -> unknown(idOrAlias));
    }

    static ApiException unknown(String idOrAlias) {
        return ApiException.notFound("device", idOrAlias);
    }
}
