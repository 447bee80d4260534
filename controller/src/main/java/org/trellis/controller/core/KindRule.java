package org.trellis.controller.core;

import java.util.Set;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.DeviceKind;

/**
 * What a device is, by what it has: a USP agent does not say it. A gateway translates or routes for
 * others, a set-top box has its service, and what gives access to Wi-Fi and does not route extends
 * somebody else's.
 */
final class KindRule {

    private static final Set<String> STB = Set.of("Device.Services.STBService.");
    private static final Set<String> GATEWAY =
            Set.of("Device.NAT.", "Device.DHCPv4.Server.", "Device.PPP.", "Device.DSL.");
    private static final Set<String> EXTENDER =
            Set.of("Device.WiFi.AccessPoint.", "Device.WiFi.EndPoint.", "Device.WiFi.MultiAP.");

    private KindRule() {}

    static DeviceKind of(SupportedModel model) {
        if (has(model, STB)) {
            return DeviceKind.STB;
        }
        if (has(model, GATEWAY)) {
            return DeviceKind.GATEWAY;
        }
        return has(model, EXTENDER) ? DeviceKind.EXTENDER : DeviceKind.OTHER;
    }

    private static boolean has(SupportedModel model, Set<String> objects) {
        return model.nodes().keySet().stream()
                .anyMatch(template -> objects.stream().anyMatch(template::startsWith));
    }
}
