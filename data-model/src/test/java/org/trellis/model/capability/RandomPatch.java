package org.trellis.model.capability;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.support.Capability;

/** What may be asked of a {@link RandomHome}. */
final class RandomPatch {

    private final RandomHome home;

    RandomPatch(RandomHome home) {
        this.home = home;
    }

    /** What an operator may ask for, and what nobody would. */
    PatchValue patch(Capability capability) {
        List<PatchValue.Tree> asked = new ArrayList<>();
        switch (capability) {
            case WIFI -> {
                PatchValue settings =
                        Patches.tree(
                                home.pick(List.of("ssid", "passphrase")),
                                Patches.text("name " + home.random.nextInt(9) + " long"),
                                "enabled",
                                Patches.flag(home.random.nextBoolean()));
                asked.add(Patches.tree("bands", Patches.tree(home.pick(BANDS), settings)));
                asked.add(
                        Patches.tree(
                                "networks",
                                Patches.tree(home.pick(List.of("home", "Up")), settings)));
                asked.add(Patches.tree("guest", settings));
                asked.add(
                        Patches.tree(
                                "radios",
                                Patches.tree(
                                        home.pick(List.of("1", "2", "5GHz")),
                                        Patches.tree("channel", Patches.number("36")))));
            }
            case LAN -> {
                asked.add(
                        Patches.tree(
                                "dhcp",
                                Patches.tree(
                                        "minAddress",
                                        Patches.text("192.168.7.10"),
                                        "enable",
                                        Patches.flag(home.random.nextBoolean()))));
                asked.add(
                        Patches.tree(
                                "pools",
                                Patches.tree(
                                        "1", Patches.tree("leaseTime", Patches.number("60")))));
                asked.add(
                        Patches.tree(
                                "staticLeases",
                                Patches.tree(
                                        home.mac(),
                                        Patches.tree("ipAddress", Patches.text("192.168.7.9")))));
            }
            case WAN -> {
                asked.add(Patches.tree("ppp", Patches.tree("username", Patches.text("jane@isp"))));
                asked.add(
                        Patches.tree(
                                "address",
                                Patches.tree("ipAddress", Patches.text("203.0.113.77"))));
                asked.add(Patches.tree("gateway", Patches.text("203.0.113.1")));
            }
            case NAT ->
                    asked.add(
                            Patches.tree(
                                    "portMappings",
                                    Patches.tree(
                                            "1",
                                            Patches.tree("externalPort", Patches.number("81")))));
            case SYSTEM -> {
                asked.add(Patches.tree("time", Patches.tree("servers", Patches.text("a.example"))));
                asked.add(Patches.tree("time", Patches.tree("enable", Patches.flag(true))));
            }
            case VOICE ->
                    asked.add(
                            Patches.tree(
                                    "lines",
                                    Patches.tree(
                                            "1",
                                            Patches.tree("directoryNumber", Patches.text("123")))));
            case IOT ->
                    asked.add(
                            Patches.tree(
                                    "devices",
                                    Patches.tree(
                                            "1",
                                            Patches.tree(
                                                    "name",
                                                    Patches.text("lamp"),
                                                    "functions",
                                                    Patches.tree(
                                                            "1",
                                                            Patches.tree(
                                                                    "value",
                                                                    Patches.flag(true)))))));
            case FIRMWARE -> asked.add(Patches.tree("boot", Patches.number("1")));
            case CONFIG, LOG, MESH, DIAGNOSTICS, SOFTWARE -> {}
        }
        asked.add(
                Patches.tree(
                        home.pick(List.of("bands", "ppp", "x", "dhcp", "add", "devices")), any(3)));
        return home.pick(asked);
    }

    private static final List<String> BANDS = List.of("2.4GHz", "5GHz", "6GHz");

    private PatchValue any(int depth) {
        return switch (home.random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Patches.text(home.text());
            case 1 -> Patches.number(home.pick(List.of("1", "-1", "1e999999999", "0.5")));
            case 2 -> Patches.flag(home.random.nextBoolean());
            case 3 -> Patches.nothing();
            case 4 -> new PatchValue.Items(List.of(any(depth - 1), any(depth - 1)));
            default -> Patches.tree(home.pick(List.of("1", "5GHz", "name", "")), any(depth - 1));
        };
    }
}
