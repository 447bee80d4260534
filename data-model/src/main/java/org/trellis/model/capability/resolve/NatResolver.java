package org.trellis.model.capability.resolve;

import org.trellis.model.capability.view.NatView;
import org.trellis.model.capability.view.Summary;

/** Port mappings, row by row. */
public final class NatResolver {

    private NatResolver() {}

    public static NatView resolve(Snapshot device, Summary summary) {
        return new NatView(
                summary,
                device.twin().root().rows("NAT.PortMapping.").stream()
                        .map(m ->
                                new NatView.PortMapping(
                                        m.asPath(),
                                        m.number(),
                                        m.bool("Enable"),
                                        m.integer("ExternalPort"),
                                        m.integer("ExternalPortEndRange"),
                                        m.integer("InternalPort"),
                                        m.string("Protocol"),
                                        m.string("InternalClient"),
                                        m.string("RemoteHost"),
                                        m.string("Interface"),
                                        m.string("Description")))
                        .toList());
    }
}
