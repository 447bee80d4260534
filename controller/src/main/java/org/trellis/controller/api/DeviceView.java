package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.SecretSettings;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.southbound.DeviceIdentity;

/** A device as the API prints it. */
@Schema(name = "Device")
record DeviceView(
        @Schema(example = "0014A5-HG100-SN123") String id,
        @Schema(example = "default") String tenant,
        @Schema(description = "pending, active, quarantined or decommissioned", example = "active")
                String state,
        @Schema(description = "Why it is pending or quarantined; empty otherwise", example = "")
                String stateReason,
        String manufacturer,
        @Schema(example = "0014A5") String oui,
        @Schema(example = "HG100") String productClass,
        @Schema(example = "SN123") String serialNumber,
        String modelName,
        String softwareVersion,
        String hardwareVersion,
        @Schema(description = "gateway, extender, stb, iot or other", example = "gateway")
                String kind,
        @Schema(description = "What it speaks on the wire", example = "TR-181") String dataModel,
        @Schema(description = "The device behind which it sits", nullable = true)
                @Nullable String parent,
        List<EndpointView> endpoints,
        boolean online,
        @Schema(description = "Null before the first contact", nullable = true)
                @Nullable Instant lastSeen,
        List<String> tags,
        @Schema(example = "{\"site\":\"Vienna\"}") Map<String, String> attributes,
        @Schema(description = "Per-device switches of the adapters; a password reads (secret)")
                Map<String, String> settings,
        Instant createdAt) {

    /** One way to the device. */
    @Schema(name = "Endpoint")
    record EndpointView(
            @Schema(example = "cwmp:0014A5-HG100-SN123") String id,
            @Schema(description = "cwmp, usp or iot", example = "cwmp") String protocol,
            @Schema(description = "http, mqtt, websocket, ...", example = "http") String transport,
            String address,
            boolean online,
            @Schema(nullable = true) @Nullable Instant lastSeen) {

        static EndpointView of(Devices.Presence presence) {
            EndpointRecord record = presence.endpoint();
            return new EndpointView(
                    record.endpoint().id().value(),
                    record.endpoint().protocol().label(),
                    record.endpoint().transport(),
                    record.endpoint().address(),
                    presence.online(),
                    seen(record));
        }
    }

    static DeviceView of(Devices.View view) {
        DeviceRecord device = view.device();
        DeviceIdentity identity = device.identity();
        return new DeviceView(
                device.id().value(),
                device.tenant().value(),
                device.state().name().toLowerCase(java.util.Locale.ROOT),
                device.stateReason(),
                identity.manufacturer(),
                identity.oui(),
                identity.productClass(),
                identity.serialNumber(),
                identity.modelName(),
                identity.softwareVersion(),
                identity.hardwareVersion(),
                device.kind().label(),
                device.dataModel().label(),
                device.parent().map(Object::toString).orElse(null),
                view.endpoints().stream().map(EndpointView::of).toList(),
                view.online(),
                view.endpoints().stream()
                        .map(p -> p.endpoint().lastSeen())
                        .filter(t -> t.isAfter(Instant.EPOCH))
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                device.tags().stream().sorted().toList(),
                new TreeMap<>(device.attributes()),
                shown(device.settings()),
                device.createdAt());
    }

    private static Map<String, String> shown(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll(
                (name, value) -> SecretSettings.isSecret(name) ? SecretSettings.MARK : value);
        return shown;
    }

    private static @Nullable Instant seen(EndpointRecord record) {
        return record.lastSeen().isAfter(Instant.EPOCH) ? record.lastSeen() : null;
    }

    /** Changes with what people edit, and not with presence (RFC 9110 8.8.3). */
    String etag() {
        return '"'
                + Digests.hex(id + '\n' + state + '\n' + tags + '\n' + attributes + '\n' + settings)
                        .substring(0, 20)
                + '"';
    }
}
