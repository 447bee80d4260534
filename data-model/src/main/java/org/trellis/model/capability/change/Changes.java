package org.trellis.model.capability.change;

import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;

/** From a patch of a capability to one operation. A pure function; it never fails. */
public final class Changes {

    private Changes() {}

    public static PatchResult of(Snapshot device, Capability capability, PatchValue patch) {
        Plan plan = new Plan(device);
        plan.members("", patch, members(plan, capability, patch));
        return plan.result();
    }

    private static Map<String, Plan.Handler> members(
            Plan plan, Capability capability, PatchValue patch) {
        return switch (capability) {
            case SYSTEM -> SystemChange.system(plan);
            case FIRMWARE -> SystemChange.firmware(plan);
            case WAN -> new WanChange(plan).members();
            case NAT -> new NatChange(plan).members();
            case LAN -> new LanChange(plan).members();
            case WIFI -> new WifiChange(plan).members();
            case VOICE -> ServiceChange.voice(plan);
            case IOT -> ServiceChange.iot(plan);
            case CONFIG, LOG, MESH, DIAGNOSTICS, SOFTWARE -> readOnly(plan, patch);
        };
    }

    /** These are acted on with commands of the data model, which their views list. */
    private static Map<String, Plan.Handler> readOnly(Plan plan, PatchValue patch) {
        Map<String, Plan.Handler> all = new java.util.HashMap<>();
        if (patch instanceof PatchValue.Tree(Map<String, PatchValue> members)) {
            members.keySet()
                    .forEach(name ->
                            all.put(
                                    name,
                                    (member, _) ->
                                            plan.refuse(
                                                    member,
                                                    ErrorCode.NOT_WRITABLE,
                                                    "nothing of this capability is written; see its"
                                                            + " actions")));
        }
        return all;
    }
}
