package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.trellis.controller.core.Warning;

/** What is let through and may yet fail on the device, as the API prints it. */
@Schema(name = "Warning")
record Notice(
        @Schema(example = "Device.DeviceInfo.X_ACME_Led") String path,
        @Schema(example = "a parameter of the vendor: its value is not checked") String message) {

    static Notice of(Warning warning) {
        return new Notice(warning.path(), warning.message());
    }
}
