package org.trellis.model.capability.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.resolve.Actions;
import org.trellis.model.capability.resolve.WanResolver;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Twin;

/** {@code portMappings: {n: {...} | null}}, and {@code add: [{...}]}. */
final class NatChange {

    private static final String TABLE = "NAT.PortMapping.";

    private static final String[] FIELDS = {
        "enable", "Enable",
        "externalPort", "ExternalPort",
        "externalPortEndRange", "ExternalPortEndRange",
        "internalPort", "InternalPort",
        "protocol", "Protocol",
        "internalClient", "InternalClient",
        "remoteHost", "RemoteHost",
        "description", "Description"
    };

    private final Plan plan;

    NatChange(Plan plan) {
        this.plan = plan;
    }

    Map<String, Plan.Handler> members() {
        return Map.of("portMappings", this::mappings, "add", this::add);
    }

    private void mappings(String at, PatchValue value) {
        plan.rows(
                at,
                value,
                plan.device().twin().root().rows(TABLE),
                (member, row, v) -> {
                    if (v instanceof PatchValue.Nothing) {
                        plan.delete(row);
                    } else {
                        plan.members(member, v, plan.fields(row, FIELDS));
                    }
                });
    }

    private void add(String at, PatchValue value) {
        if (!(value instanceof PatchValue.Items(List<PatchValue> items))) {
            plan.refuse(at, ErrorCode.INVALID_TYPE, "has to be a list of port mappings");
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            mapping(at + "[" + i + "]", items.get(i));
        }
    }

    private void mapping(String at, PatchValue value) {
        Map<String, PatchValue> given = new LinkedHashMap<>();
        Map<String, Plan.Handler> known = new LinkedHashMap<>();
        for (int i = 0; i < FIELDS.length; i += 2) {
            String relative = FIELDS[i + 1];
            known.put(FIELDS[i], (_, v) -> given.put(relative, v));
        }
        plan.members(at, value, known);
        for (String needed : List.of("ExternalPort", "Protocol", "InternalClient")) {
            if (!given.containsKey(needed)) {
                plan.refuse(at, ErrorCode.INVALID_VALUE, needed + " is needed");
                return;
            }
        }
        // who adds one wants it to work; off is the default of the model
        given.putIfAbsent("Enable", new PatchValue.Flag(true));
        given.putIfAbsent("InternalPort", given.getOrDefault("ExternalPort", value));
        wanInterface().ifPresent(w -> given.put("Interface", new PatchValue.Text(w)));
        plan.add(at, TABLE, given);
    }

    /** TR-098 keeps mappings below their connection: it has to be named. */
    private java.util.Optional<String> wanInterface() {
        return WanResolver.resolve(plan.device(), Actions.summary(plan.device(), Capability.WAN))
                .primary()
                .map(c -> Twin.plain(c.ipInterface().text()));
    }
}
