package org.trellis.model.capability.support;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;

/**
 * What a device has of the canonical model: what its endpoints said, each in its own model, and
 * what was ever seen of it. Immutable.
 */
public final class DeviceSupport {

    private static final List<String> MOUNTS =
            List.of(
                    "Device.ProxiedDevice.{i}.Node.{i}.",
                    "Device.ProxiedDevice.{i}.",
                    "Device.Node.{i}.");

    /** Whether there is a node of the canonical model. */
    public enum Answer {
        YES,
        NO,
        /** Nothing was discovered yet that could tell. */
        UNKNOWN
    }

    private final List<EndpointSupport> endpoints;
    private final Twin twin;
    private final Catalogue canonical;

    private DeviceSupport(List<EndpointSupport> endpoints, Twin twin, Catalogue canonical) {
        this.endpoints = List.copyOf(endpoints);
        this.twin = twin;
        this.canonical = canonical;
    }

    /**
     * @param endpoints what each endpoint said; without any, only what was seen counts
     * @param canonical the model that is asked where the device has not told
     */
    public static DeviceSupport of(
            List<EndpointSupport> endpoints, Twin twin, Catalogue canonical) {
        return new DeviceSupport(endpoints, twin, canonical);
    }

    /**
     * @param template canonical, with {@code {i}} for instances
     */
    public Answer has(String template) {
        if (twin.knows(template)) {
            return Answer.YES;
        }
        Answer answer = said(template);
        if (answer != Answer.YES && isMountable(template)) {
            for (String mount : MOUNTS) {
                String mounted = mount + template.substring("Device.".length());
                if (twin.knows(mounted) || said(mounted) == Answer.YES) {
                    return Answer.YES;
                }
            }
        }
        return answer;
    }

    /** What canonical paths mean. */
    public Catalogue canonical() {
        return canonical;
    }

    private Answer said(String template) {
        Answer answer = endpoints.isEmpty() ? Answer.UNKNOWN : Answer.NO;
        for (EndpointSupport endpoint : endpoints) {
            switch (endpoint.has(template)) {
                case YES -> {
                    return Answer.YES;
                }
                case UNKNOWN -> answer = Answer.UNKNOWN;
                case NO -> {}
            }
        }
        return answer;
    }

    /** TR-181 defines what may be mounted once, below the root. */
    private static boolean isMountable(String template) {
        return template.startsWith("Device.IoTCapability.");
    }

    /** Whether the device would take a write; what it has not told is taken from the model. */
    public boolean writable(String template) {
        boolean told = false;
        for (EndpointSupport endpoint : endpoints) {
            var node = endpoint.node(template);
            if (node.isPresent()) {
                if (node.get().writable()) {
                    return true;
                }
                told = true;
            }
        }
        return !told && canonical.node(template).map(n -> n.access().isWritable()).orElse(false);
    }

    /** Whether rows can be created in a table, given as the template of its row. */
    public boolean creatable(String rowTemplate) {
        return has(rowTemplate) != Answer.NO
                && canonical
                        .node(rowTemplate)
                        .filter(n -> n.kind() == SupportedNode.Kind.OBJECT)
                        .map(n -> n.access().isWritable())
                        .orElse(false);
    }

    /** Every member of a capability. */
    public CapabilitySupport of(Capability capability) {
        List<CapabilitySupport.MemberSupport> members = new ArrayList<>();
        for (Member member : Members.of(capability)) {
            members.add(
                    new CapabilitySupport.MemberSupport(
                            member.name(), member.kind(), of(member.templates())));
        }
        return CapabilitySupport.of(capability, members);
    }

    private Support of(List<String> templates) {
        List<String> missing = new ArrayList<>();
        boolean yes = false;
        boolean no = false;
        for (String template : templates) {
            switch (has(template)) {
                case YES -> yes = true;
                case NO -> {
                    no = true;
                    missing.add(template);
                }
                case UNKNOWN -> missing.add(template);
            }
        }
        if (missing.isEmpty()) {
            return new Support.Supported();
        }
        if (yes) {
            return new Support.Partial(missing);
        }
        return no ? new Support.Unsupported() : new Support.Undiscovered();
    }
}
