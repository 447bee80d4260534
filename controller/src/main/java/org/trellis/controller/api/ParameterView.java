package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.core.Twins;
import org.trellis.model.ObservedValue;
import org.trellis.southbound.DeviceId;

/** A value of the twin as the API prints it. */
@Schema(name = "Parameter")
record ParameterView(
        @Schema(example = "Device.WiFi.SSID.1.SSID") String path,
        @Schema(
                        description = "Canonical text; null if it is secret",
                        example = "home",
                        nullable = true)
                @Nullable String value,
        @Schema(example = "string") String type,
        boolean writable,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
                @Schema(description = "Present and true if the value is a secret")
                boolean secret,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(description = "Where the whole value is, if it was cut at 64 KiB")
                @Nullable String whole,
        @Schema(description = "When the text last became what it is") Instant changedAt,
        @Schema(description = "When the device last said so") Instant observedAt,
        Source source,
        @Schema(
                        description = "reported, derived, assumed, unconfirmed, stale or raw",
                        example = "reported")
                String quality) {

    /** Where the value comes from. */
    @Schema(name = "Source")
    record Source(
            @Schema(example = "cwmp:0014A5-HG100-SN123") String endpoint,
            @Schema(example = "cwmp") String protocol,
            @Schema(
                            description = "The path on the device's own side",
                            example = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID")
                    String path) {}

    static ParameterView of(DeviceId device, Twins.Row row, boolean reveal, boolean whole) {
        ObservedValue value = row.value().value();
        boolean hidden = value.secret() && !reveal;
        boolean cut = !hidden && !whole && LongText.isCut(value.text());
        return new ParameterView(
                value.path().text(),
                hidden ? null : cut ? LongText.cut(value.text()) : value.text(),
                value.type().label(),
                value.writable(),
                value.secret(),
                cut ? link(device, value.path().text()) : null,
                row.value().changedAt(),
                row.observedAt(),
                new Source(
                        row.source().id().value(),
                        row.source().protocol().label(),
                        value.sourcePath()),
                value.quality().label());
    }

    private static String link(DeviceId device, String path) {
        return "/api/v1/devices/"
                + device.value()
                + "/parameters?whole=true&path="
                + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
