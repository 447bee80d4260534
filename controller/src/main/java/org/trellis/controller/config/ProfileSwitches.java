package org.trellis.controller.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.config.YamlFile.Mapping;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.FrequencyBand;
import org.trellis.model.profile.WlanHabits.MixedBeacon;
import org.trellis.model.profile.WlanHabits.MixedMode;
import org.trellis.model.profile.WlanHabits.OpenNetwork;
import org.yaml.snakeyaml.nodes.Node;

/** The switches of a profile: how a device uses its access points. */
final class ProfileSwitches {

    private static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    private static final String PASSPHRASE = "Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase";
    private static final Set<String> KEYS =
            Set.of(
                    "passphrase",
                    "open-network",
                    "band-of-number",
                    "mixed-mode",
                    "mixed-beacon",
                    "guests",
                    "backhauls");
    private static final Set<String> SWITCH_KEYS = Set.of("value", "source");
    private static final Set<String> MIXED_KEYS = Set.of("authentication", "encryption");
    private static final long MAX_WLAN = 899;

    private final YamlFile yaml;
    private final List<ParameterRule> rules = new ArrayList<>();
    private final WlanHabits habits;

    ProfileSwitches(YamlFile yaml, Optional<Node> node) throws ProfileException {
        this.yaml = yaml;
        if (node.isEmpty()) {
            this.habits = WlanHabits.STANDARD;
            return;
        }
        Mapping mapping = yaml.mapping(node.get(), KEYS);
        if (mapping.entries().isEmpty()) {
            throw yaml.wrong(node.get(), "no switch");
        }
        Optional<Node> passphrase = mapping.get("passphrase");
        if (passphrase.isPresent()) {
            rules.add(passphrase(passphrase.get()));
        }
        this.habits = habits(mapping);
    }

    private WlanHabits habits(Mapping mapping) throws ProfileException {
        Optional<Node> open = mapping.get("open-network");
        Optional<Node> bands = mapping.get("band-of-number");
        Optional<Node> mixed = mapping.get("mixed-mode");
        @Nullable OpenNetwork form = open.isEmpty() ? null : open(value(open.get()));
        @Nullable MixedMode mode = mixed.isEmpty() ? null : mixed(value(mixed.get()));
        Optional<Node> beacon = mapping.get("mixed-beacon");
        @Nullable MixedBeacon spelling =
                beacon.isEmpty()
                        ? null
                        : named(value(beacon.get()), MixedBeacon.values(), MixedBeacon::label);
        return new WlanHabits(
                form,
                bands.isEmpty() ? Map.of() : bands(value(bands.get())),
                mode,
                spelling,
                new AccessPointUses(
                        accessPoints(mapping, "guests"), accessPoints(mapping, "backhauls")));
    }

    /** The numbers of some access points; none if there is no such switch. */
    private Set<Long> accessPoints(Mapping mapping, String key) throws ProfileException {
        Optional<Node> node = mapping.get(key);
        if (node.isEmpty()) {
            return Set.of();
        }
        Set<Long> numbers = new TreeSet<>();
        for (Node item : yaml.list(value(node.get()))) {
            numbers.add(number(item, yaml.text(item), "an access point"));
        }
        return numbers;
    }

    private long number(Node node, String text, String of) throws ProfileException {
        if (!text.matches("[1-9][0-9]{0,2}") || Long.parseLong(text) > MAX_WLAN) {
            throw yaml.wrong(node, "'" + text + "' is no number of " + of);
        }
        return Long.parseLong(text);
    }

    /** What the switches say of parameters. */
    List<ParameterRule> rules() {
        return rules;
    }

    WlanHabits habits() {
        return habits;
    }

    /** A switch has a value and the source of it. */
    private Node value(Node node) throws ProfileException {
        Mapping mapping = yaml.mapping(node, SWITCH_KEYS);
        yaml.text(yaml.required(mapping, "source"));
        return yaml.required(mapping, "value");
    }

    private ParameterRule passphrase(Node node) throws ProfileException {
        Node value = value(node);
        String name = yaml.text(value);
        return new ParameterRule(
                WLAN + name(value, name),
                PASSPHRASE,
                ParameterType.STRING,
                false,
                new ValueRule.Copy(),
                yaml.text(yaml.required(yaml.mapping(node, SWITCH_KEYS), "source")),
                yaml.place(node));
    }

    private OpenNetwork open(Node node) throws ProfileException {
        return named(node, OpenNetwork.values(), OpenNetwork::label);
    }

    private Map<Long, FrequencyBand> bands(Node node) throws ProfileException {
        Map<Long, FrequencyBand> bands = new TreeMap<>();
        for (Map.Entry<String, Node> entry : yaml.entries(node).entrySet()) {
            bands.put(
                    number(entry.getValue(), entry.getKey(), "a WLANConfiguration"),
                    named(entry.getValue(), FrequencyBand.values(), FrequencyBand::label));
        }
        return bands;
    }

    private MixedMode mixed(Node node) throws ProfileException {
        Mapping mapping = yaml.mapping(node, MIXED_KEYS);
        Node authentication = yaml.required(mapping, "authentication");
        Node encryption = yaml.required(mapping, "encryption");
        return new MixedMode(
                name(authentication, yaml.text(authentication)),
                name(encryption, yaml.text(encryption)));
    }

    /** A parameter below a WLANConfiguration. */
    private String name(Node node, String text) throws ProfileException {
        if (!text.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,4}")) {
            throw yaml.wrong(node, "'" + text + "' is no parameter of a WLANConfiguration");
        }
        return text;
    }

    private <T> T named(Node node, T[] all, Function<T, String> label) throws ProfileException {
        String text = yaml.text(node);
        for (T one : all) {
            if (label.apply(one).equals(text)) {
                return one;
            }
        }
        throw yaml.wrong(
                node,
                "'"
                        + text
                        + "' is not one of "
                        + Arrays.stream(all).map(label).collect(Collectors.joining(", ")));
    }
}
