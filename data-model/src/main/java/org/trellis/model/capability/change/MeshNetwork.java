package org.trellis.model.capability.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.view.WifiView.Bss;
import org.trellis.model.capability.view.WifiView.Use;

/**
 * A network of a mesh, which its controller sets on all nodes: what is written to one access point,
 * EasyMesh reverts.
 */
final class MeshNetwork {

    static final String COMMAND = "Device.WiFi.DataElements.Network.SetSSID()";

    private final Plan plan;

    MeshNetwork(Plan plan) {
        this.plan = plan;
    }

    void settings(String at, List<Bss> members, PatchValue patch) {
        Map<String, String> input = new LinkedHashMap<>();
        members.stream()
                .flatMap(b -> b.ssid().stream())
                .map(Reading::value)
                .findFirst()
                .ifPresent(name -> input.put("SSID", name));
        input.put("AddRemoveChange", "Change");
        TreeSet<String> bands = new TreeSet<>();
        members.forEach(b -> b.band().ifPresent(x -> bands.add(x.endsWith("GHz") ? cut(x) : x)));
        if (!bands.isEmpty()) {
            input.put("Band", String.join(",", bands));
        }
        boolean backhaul = members.stream().allMatch(b -> b.use() == Use.BACKHAUL);
        input.put("HaulType", backhaul ? "Backhaul" : "Fronthaul");
        plan.members(
                at,
                patch,
                Map.of(
                        "ssid", (m, v) -> input(m, "SSID", v, input),
                        "enabled", (m, v) -> input(m, "Enable", v, input),
                        "passphrase", (m, v) -> input(m, "PassPhrase", v, input),
                        "advertised", (m, v) -> input(m, "AdvertisementEnabled", v, input),
                        "security", (m, v) -> security(m, v, input)));
        if (!input.containsKey("SSID")) {
            plan.refuse(at, ErrorCode.INVALID_VALUE, "the network has no name: give it an ssid");
        }
        plan.operate(new Change.Operate(ParameterPath.of(COMMAND), input));
    }

    private static String cut(String band) {
        return band.substring(0, band.length() - "GHz".length());
    }

    private void input(String member, String name, PatchValue value, Map<String, String> input) {
        Optional<String> text = Scalars.text(value);
        if (text.isEmpty()) {
            plan.refuse(member, ErrorCode.INVALID_TYPE, "has to be a value that can be written");
            return;
        }
        Arguments.check(plan.device().support().canonical(), COMMAND, name, text.get())
                .ifPresentOrElse(
                        wrong -> plan.refuse(member, wrong.code(), wrong.message()),
                        () -> input.put(name, text.get()));
    }

    private void security(String member, PatchValue value, Map<String, String> input) {
        String akms =
                switch (Scalars.text(value).orElse("")) {
                    case "WPA2-Personal" -> "psk";
                    case "WPA3-Personal" -> "sae";
                    case "WPA3-Personal-Transition" -> "psk+sae";
                    default -> "";
                };
        if (akms.isEmpty()) {
            plan.refuse(
                    member,
                    ErrorCode.NOT_SUPPORTED,
                    "a mesh takes WPA2-Personal, WPA3-Personal or WPA3-Personal-Transition");
            return;
        }
        input.put("AKMsAllowed", akms);
    }
}
