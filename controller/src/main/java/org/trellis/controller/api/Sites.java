package org.trellis.controller.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.model.capability.mesh.SiteMember;
import org.trellis.model.capability.resolve.Scope;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.southbound.DeviceKind;

/**
 * The boxes of one home: devices with the same attribute {@code site}, or else {@code subscriber}.
 */
@Component
class Sites {

    /** No home has as many; a subscriber that is a company is cut here. */
    private static final int MAX_MEMBERS = 50;

    private final Devices devices;
    private final CapabilityTwins twins;

    Sites(Northbound core, CapabilityTwins twins) {
        this.devices = core.devices();
        this.twins = twins;
    }

    /**
     * All members, the device among them. Where none of them is a gateway, the device stands for
     * it.
     *
     * @param snapshot of the device
     */
    List<SiteMember> of(Caller caller, Devices.View device, Snapshot snapshot) {
        List<DeviceRecord> others = others(caller, device.device());
        boolean stands = isGateway(device.device()) || others.stream().noneMatch(Sites::isGateway);
        List<SiteMember> members = new ArrayList<>();
        members.add(new SiteMember(device.device().id().value(), stands, snapshot.twin()));
        for (DeviceRecord other : others) {
            members.add(
                    new SiteMember(
                            other.id().value(),
                            isGateway(other),
                            twins.snapshot(caller, other.id(), Scope.of(Capability.MESH)).twin()));
        }
        return members;
    }

    private static boolean isGateway(DeviceRecord device) {
        return device.kind() == DeviceKind.GATEWAY;
    }

    private List<DeviceRecord> others(Caller caller, DeviceRecord device) {
        for (String attribute : List.of("site", "subscriber")) {
            String name = device.attributes().getOrDefault(attribute, "");
            if (!name.isBlank()) {
                return devices
                        .list(
                                caller,
                                new DeviceQuery(
                                        caller.tenant(),
                                        Map.of(),
                                        Set.of(),
                                        Optional.of(FleetSearch.normalise(name)),
                                        Optional.empty(),
                                        MAX_MEMBERS))
                        .items()
                        .stream()
                        .map(Devices.View::device)
                        .filter(d -> name.equals(d.attributes().get(attribute)))
                        .filter(d -> !d.id().equals(device.id()))
                        .toList();
            }
        }
        return List.of();
    }
}
