package org.trellis.controller.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.controller.config.YamlFile.Mapping;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.Glob;
import org.trellis.model.profile.Match;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.VendorProfile;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a vendor profile. Whether it fits the models is seen when it is put to use. */
final class ProfileReader {

    private static final Set<String> KEYS = Set.of("match", "switches", "parameters");
    private static final Set<String> MATCH_KEYS =
            Set.of("manufacturer", "oui", "product-class", "software-version");
    private static final Set<String> RULE_KEYS =
            Set.of(
                    "native",
                    "canonical",
                    "type",
                    "access",
                    "values",
                    "scale",
                    "function",
                    "source");
    private static final Set<String> SCALE_KEYS = Set.of("factor", "offset");

    private static final int MAX_RULES = 500;
    private static final int MAX_VALUES = 200;
    private static final int MAX_PATTERNS = 100;

    private final String name;
    private final VendorProfile.Origin origin;
    private final YamlFile yaml;

    private ProfileReader(String name, String file, VendorProfile.Origin origin) {
        this.name = name;
        this.origin = origin;
        this.yaml = new YamlFile(file);
    }

    /**
     * @param name of the profile
     * @param file as errors name it
     */
    static VendorProfile read(String name, String file, VendorProfile.Origin origin, String text)
            throws ProfileException {
        return new ProfileReader(name, file, origin).profile(text);
    }

    private VendorProfile profile(String text) throws ProfileException {
        Mapping document = yaml.document(text, KEYS);
        Match match = match(yaml.required(document, "match"));
        ProfileSwitches switches = new ProfileSwitches(yaml, document.get("switches"));
        List<ParameterRule> rules = new ArrayList<>(switches.rules());
        Optional<Node> parameters = document.get("parameters");
        if (parameters.isPresent()) {
            for (Node node : yaml.list(parameters.get())) {
                add(rule(node), node, rules);
            }
        }
        if (rules.isEmpty() && document.get("switches").isEmpty()) {
            throw new ProfileException(document.place(), "neither switches nor parameters");
        }
        return new VendorProfile(
                name, origin, match, new Adaptation(rules, switches.habits()), document.place());
    }

    private void add(ParameterRule rule, Node node, List<ParameterRule> rules)
            throws ProfileException {
        for (ParameterRule other : rules) {
            if (rule.contradicts(other)) {
                throw yaml.wrong(
                        node,
                        "line "
                                + other.place().line()
                                + " speaks of "
                                + (rule.nativePath().equals(other.nativePath())
                                        ? rule.nativePath()
                                        : rule.canonical())
                                + " already");
            }
        }
        if (rules.size() == MAX_RULES) {
            throw yaml.wrong(node, "more than " + MAX_RULES + " rules");
        }
        rules.add(rule);
    }

    private Match match(Node node) throws ProfileException {
        Mapping mapping = yaml.mapping(node, MATCH_KEYS);
        Match match =
                new Match(
                        globs(mapping, "manufacturer"),
                        globs(mapping, "oui"),
                        globs(mapping, "product-class"),
                        globs(mapping, "software-version"));
        if (match.manufacturers().isEmpty() && match.ouis().isEmpty()) {
            throw yaml.wrong(node, "'manufacturer' or 'oui' is needed");
        }
        return match;
    }

    private List<Glob> globs(Mapping mapping, String key) throws ProfileException {
        Optional<Node> node = mapping.get(key);
        List<Glob> globs = new ArrayList<>();
        if (node.isPresent()) {
            for (Node item : yaml.oneOrMore(node.get())) {
                try {
                    globs.add(new Glob(yaml.text(item)));
                } catch (IllegalArgumentException e) {
                    throw yaml.wrong(item, String.valueOf(e.getMessage()));
                }
            }
            if (globs.isEmpty() || globs.size() > MAX_PATTERNS) {
                throw yaml.wrong(node.get(), "1 to " + MAX_PATTERNS + " patterns are expected");
            }
        }
        return globs;
    }

    private ParameterRule rule(Node node) throws ProfileException {
        Mapping mapping = yaml.mapping(node, RULE_KEYS);
        return new ParameterRule(
                path(yaml.required(mapping, "native"), true),
                path(yaml.required(mapping, "canonical"), false),
                type(mapping),
                readOnly(mapping),
                value(mapping),
                yaml.text(yaml.required(mapping, "source")),
                mapping.place());
    }

    private String path(Node node, boolean ofDevice) throws ProfileException {
        String path = yaml.text(node);
        boolean below =
                path.startsWith(DataModelRoot.TR_181.prefix())
                        || ofDevice && path.startsWith(DataModelRoot.TR_098.prefix());
        if (!below) {
            throw yaml.wrong(
                    node,
                    path
                            + " is not below Device."
                            + (ofDevice ? " or InternetGatewayDevice." : ""));
        }
        boolean parameter =
                ParameterPath.parse(path.replace("{i}", "1"))
                        .filter(ParameterPath::isParameter)
                        .isPresent();
        if (!parameter) {
            throw yaml.wrong(node, path + " is no path of a parameter");
        }
        return path;
    }

    private ParameterType type(Mapping mapping) throws ProfileException {
        Optional<Node> node = mapping.get("type");
        if (node.isEmpty()) {
            return ParameterType.STRING;
        }
        String text = yaml.text(node.get());
        return ParameterType.parse(text)
                .orElseThrow(() ->
                        yaml.wrong(
                                node.get(),
                                "unknown type '"
                                        + text
                                        + "', not one of "
                                        + Arrays.stream(ParameterType.values())
                                                .map(ParameterType::label)
                                                .collect(Collectors.joining(", "))));
    }

    private boolean readOnly(Mapping mapping) throws ProfileException {
        Optional<Node> node = mapping.get("access");
        if (node.isEmpty()) {
            return false;
        }
        return switch (yaml.text(node.get())) {
            case "read-only" -> true;
            case "read-write" -> false;
            default -> throw yaml.wrong(node.get(), "access is read-only or read-write");
        };
    }

    private ValueRule value(Mapping mapping) throws ProfileException {
        Optional<Node> values = mapping.get("values");
        Optional<Node> scale = mapping.get("scale");
        Optional<Node> function = mapping.get("function");
        long given = List.of(values, scale, function).stream().filter(Optional::isPresent).count();
        if (given > 1) {
            throw new ProfileException(
                    mapping.place(), "values, scale and function exclude each other");
        }
        if (values.isPresent()) {
            return enumeration(values.get());
        }
        if (scale.isPresent()) {
            return scale(scale.get());
        }
        return function.isPresent() ? function(function.get()) : new ValueRule.Copy();
    }

    private ValueRule enumeration(Node node) throws ProfileException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : yaml.entries(node).entrySet()) {
            values.put(entry.getKey(), yaml.text(entry.getValue()));
        }
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw yaml.wrong(node, "1 to " + MAX_VALUES + " values are expected");
        }
        return new ValueRule.Enumeration(values);
    }

    private ValueRule scale(Node node) throws ProfileException {
        Mapping mapping = yaml.mapping(node, SCALE_KEYS);
        Optional<Node> offset = mapping.get("offset");
        BigDecimal factor = number(yaml.required(mapping, "factor"));
        if (factor.signum() == 0) {
            throw yaml.wrong(node, "a factor of 0 leaves nothing of the value");
        }
        return new ValueRule.Scale(
                factor, offset.isPresent() ? number(offset.get()) : BigDecimal.ZERO);
    }

    private BigDecimal number(Node node) throws ProfileException {
        String text = yaml.text(node);
        // plain digits only: an exponent could ask for a number of any length
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw yaml.wrong(node, "'" + text + "' is no decimal number");
        }
        return new BigDecimal(text);
    }

    private ValueRule function(Node node) throws ProfileException {
        String text = yaml.text(node);
        for (ValueRule.Function function : ValueRule.Function.values()) {
            if (function.label().equals(text)) {
                return function;
            }
        }
        throw yaml.wrong(
                node,
                "unknown function '"
                        + text
                        + "', not one of "
                        + Arrays.stream(ValueRule.Function.values())
                                .map(ValueRule.Function::label)
                                .collect(Collectors.joining(", ")));
    }
}
