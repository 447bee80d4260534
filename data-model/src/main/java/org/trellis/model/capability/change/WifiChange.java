package org.trellis.model.capability.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.resolve.Actions;
import org.trellis.model.capability.resolve.WifiResolver;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.DeviceSupport.Answer;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.WifiView;
import org.trellis.model.capability.view.WifiView.Bss;
import org.trellis.model.capability.view.WifiView.Use;

/**
 * {@code bands: {"5GHz": {...}}}, {@code networks: {name: {...}}}, {@code guest: {...}} with {@code
 * ssid, passphrase, enabled, security, advertised, isolated}; {@code radios: {"5GHz" | n: {...}}}.
 * What may mean several things is refused with the candidates instead of guessing.
 */
final class WifiChange {

    private final Plan plan;
    private final WifiView view;

    WifiChange(Plan plan) {
        this.plan = plan;
        this.view =
                WifiResolver.resolve(
                        plan.device(), Actions.summary(plan.device(), Capability.WIFI));
    }

    Map<String, Plan.Handler> members() {
        return Map.of(
                "bands", this::bands,
                "networks", this::networks,
                "guest", this::guest,
                "radios", new RadioChange(plan)::radios);
    }

    private List<Bss> all() {
        return view.networks().stream().flatMap(n -> n.members().stream()).toList();
    }

    private void bands(String at, PatchValue value) {
        Map<String, Plan.Handler> known = new LinkedHashMap<>();
        all().stream()
                .flatMap(b -> b.band().stream())
                .distinct()
                .forEach(band -> known.put(band, (member, v) -> band(member, band, v)));
        plan.members(at, value, known);
    }

    /**
     * The primary one of the band; on two radios of one band, both if they have one name. If none
     * is enabled, the only one that could be.
     */
    private void band(String at, String band, PatchValue value) {
        List<Bss> ofBand =
                all().stream()
                        .filter(b -> b.band().filter(band::equals).isPresent())
                        .filter(b -> b.accessPoint().isPresent() && b.use() == Use.FRONTHAUL)
                        .toList();
        List<Bss> primary = ofBand.stream().filter(Bss::primary).toList();
        List<Bss> meant = primary.isEmpty() ? ofBand : primary;
        long names = meant.stream().map(b -> b.ssid().map(Reading::value)).distinct().count();
        boolean clear = meant.size() == 1 || (!primary.isEmpty() && names == 1);
        if (meant.isEmpty()) {
            plan.refuse(at, ErrorCode.NOT_SUPPORTED, "no network of this band is known");
        } else if (!clear) {
            plan.ambiguous(
                    at,
                    "several networks of this band may be meant: use networks",
                    meant.stream().map(WifiResolver::describe).toList());
        } else {
            settings(at, meant, value);
        }
    }

    private void networks(String at, PatchValue value) {
        Map<String, Plan.Handler> known = new LinkedHashMap<>();
        for (WifiView.Network network : view.networks()) {
            network.ssid()
                    .ifPresent(
                            name -> known.put(name, (m, v) -> settings(m, network.members(), v)));
        }
        plan.members(at, value, known);
    }

    private void guest(String at, PatchValue value) {
        List<Bss> guests = all().stream().filter(b -> b.use() == Use.GUEST).toList();
        long names = guests.stream().map(b -> b.ssid().map(Reading::value)).distinct().count();
        if (guests.isEmpty()) {
            plan.refuse(at, ErrorCode.NOT_SUPPORTED, "no guest network of this device is known");
        } else if (names > 1) {
            plan.ambiguous(
                    at,
                    "there are several guest networks: use networks",
                    guests.stream().map(WifiResolver::describe).toList());
        } else {
            settings(at, guests, value);
        }
    }

    private void settings(String at, List<Bss> members, PatchValue value) {
        if (plan.device().support().has(MeshNetwork.COMMAND) == Answer.YES) {
            new MeshNetwork(plan).settings(at, members, value);
            return;
        }
        for (Bss bss : members) {
            plan.members(at, value, settings(bss, value));
        }
    }

    private Map<String, Plan.Handler> settings(Bss bss, PatchValue patch) {
        TwinObject ssid = plan.device().twin().object(bss.ssidPath().text());
        Map<String, Plan.Handler> known =
                new LinkedHashMap<>(plan.fields(ssid, "ssid", "SSID", "enabled", "Enable"));
        bss.accessPoint()
                .map(a -> plan.device().twin().object(a.text()))
                .ifPresent(ap -> {
                    known.put(
                            "enabled",
                            (at, value) -> {
                                plan.write(at, ssid, "Enable", value);
                                plan.write(at, ap, "Enable", value);
                            });
                    known.putAll(
                            plan.fields(
                                    ap,
                                    "advertised",
                                    "SSIDAdvertisementEnabled",
                                    "isolated",
                                    "IsolationEnable"));
                    known.put("security", (at, value) -> security(at, bss, ap, value));
                    known.put(
                            "passphrase",
                            (at, value) -> passphrase(at, ap, mode(bss, patch), value));
                });
        return known;
    }

    private void security(String at, Bss bss, TwinObject ap, PatchValue value) {
        List<String> supported =
                bss.security().modesSupported().map(Reading::value).orElse(List.of());
        String wanted = Scalars.text(value).orElse("");
        if (!supported.isEmpty() && !supported.contains(wanted)) {
            plan.refuse(
                    at,
                    ErrorCode.INVALID_VALUE,
                    "the access point supports " + String.join(", ", supported));
            return;
        }
        plan.write(at, ap, "Security.ModeEnabled", value);
    }

    /** The mode that the passphrase is for: the new one, else the present one. */
    private static String mode(Bss bss, PatchValue patch) {
        Optional<String> wanted = Optional.empty();
        if (patch instanceof PatchValue.Tree(Map<String, PatchValue> members)) {
            wanted = Optional.ofNullable(members.get("security")).flatMap(Scalars::text);
        }
        return wanted.or(() -> bss.security().modeEnabled().map(Reading::value)).orElse("");
    }

    /** WPA3 has a passphrase of its own, if the device has one; a transition needs both. */
    private void passphrase(String at, TwinObject ap, String mode, PatchValue value) {
        List<String> targets = new ArrayList<>();
        boolean wpa3 = mode.startsWith("WPA3-Personal");
        String sae = "Security.SAEPassphrase";
        boolean hasSae =
                ap.observation(sae).isPresent()
                        || plan.device()
                                .support()
                                .has(ap.asPath().child(sae).template())
                                .equals(Answer.YES);
        if (!(wpa3 && hasSae) || !mode.equals("WPA3-Personal")) {
            targets.add("Security.KeyPassphrase");
        }
        if (wpa3 && hasSae) {
            targets.add(sae);
        }
        targets.forEach(target -> plan.write(at, ap, target, value));
    }
}
