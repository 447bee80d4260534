package org.trellis.model.capability.support;

import java.util.List;
import java.util.Objects;

/** What a device has of a capability, member by member. */
public record CapabilitySupport(
        Capability capability, Support support, List<MemberSupport> members) {

    /** What it has of one member. */
    public record MemberSupport(String name, Member.Kind kind, Support support) {
        public MemberSupport {
            Objects.requireNonNull(name);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(support);
        }
    }

    public CapabilitySupport {
        Objects.requireNonNull(capability);
        Objects.requireNonNull(support);
        members = List.copyOf(members);
    }

    static CapabilitySupport of(Capability capability, List<MemberSupport> members) {
        int whole = 0;
        int undiscovered = 0;
        int none = 0;
        List<String> missing = new java.util.ArrayList<>();
        for (MemberSupport member : members) {
            switch (member.support()) {
                case Support.Supported _ -> whole++;
                case Support.Partial _ -> missing.add(member.name());
                case Support.Unsupported _ -> {
                    none++;
                    missing.add(member.name());
                }
                case Support.Undiscovered _ -> {
                    undiscovered++;
                    missing.add(member.name());
                }
            }
        }
        Support support;
        if (whole == members.size()) {
            support = new Support.Supported();
        } else if (none == members.size()) {
            support = new Support.Unsupported();
        } else if (undiscovered == members.size()) {
            support = new Support.Undiscovered();
        } else {
            support = new Support.Partial(missing);
        }
        return new CapabilitySupport(capability, support, members);
    }
}
