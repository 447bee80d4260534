package org.trellis.model.capability;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.capability.mesh.SiteMember;
import org.trellis.model.capability.mesh.SiteTopology;
import org.trellis.model.capability.resolve.Actions;
import org.trellis.model.capability.resolve.IotResolver;
import org.trellis.model.capability.resolve.LanResolver;
import org.trellis.model.capability.resolve.NatResolver;
import org.trellis.model.capability.resolve.ServiceResolver;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.resolve.SystemResolver;
import org.trellis.model.capability.resolve.WanResolver;
import org.trellis.model.capability.resolve.WifiResolver;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.CapabilitySupport;
import org.trellis.model.capability.view.CapabilityView;
import org.trellis.model.capability.view.MeshView;
import org.trellis.model.capability.view.Summary;

/** The views of a device. They never fail, whatever the device reported. */
public final class Capabilities {

    private Capabilities() {}

    /** What the device has of each capability, in the order of {@link Capability}. */
    public static List<CapabilitySupport> support(Snapshot device) {
        List<CapabilitySupport> all = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            all.add(device.support().of(capability));
        }
        return all;
    }

    public static CapabilityView view(Snapshot device, Capability capability) {
        Summary summary = Actions.summary(device, capability);
        return switch (capability) {
            case SYSTEM -> SystemResolver.system(device, summary);
            case FIRMWARE -> SystemResolver.firmware(device, summary);
            case CONFIG -> SystemResolver.config(device, summary);
            case LOG -> SystemResolver.log(device, summary);
            case WAN -> WanResolver.resolve(device, summary);
            case NAT -> NatResolver.resolve(device, summary);
            case LAN -> LanResolver.resolve(device, summary);
            case WIFI -> WifiResolver.resolve(device, summary);
            case MESH -> mesh(device, summary, List.of(new SiteMember("", true, device.twin())));
            case DIAGNOSTICS -> ServiceResolver.diagnostics(device, summary);
            case VOICE -> ServiceResolver.voice(device, summary);
            case SOFTWARE -> ServiceResolver.software(device, summary);
            case IOT -> IotResolver.resolve(device, summary);
        };
    }

    /**
     * The mesh as all managed devices of a site see it together.
     *
     * @param device whose capability is asked for
     * @param site all of its members, the device among them
     */
    public static MeshView mesh(Snapshot device, List<SiteMember> site) {
        return mesh(device, Actions.summary(device, Capability.MESH), site);
    }

    private static MeshView mesh(Snapshot device, Summary summary, List<SiteMember> site) {
        return new MeshView(summary, SiteTopology.of(site));
    }
}
