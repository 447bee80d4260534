package org.trellis.iot;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic below {@code iot/}.
 *
 * @param bridge who published it: the broker lets nobody else
 * @param rest below the bridge's base topic
 */
record SourceTopic(String bridge, String rest) {

    private static final Pattern BRIDGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    static Optional<SourceTopic> parse(String topic, IotSettings settings) {
        String[] part = topic.split("/", 3);
        if (part.length < 3 || !part[0].equals("iot") || !BRIDGE.matcher(part[1]).matches()) {
            return Optional.empty();
        }
        String base = base(part[1], settings) + "/";
        return part[2].startsWith(base) && part[2].length() > base.length()
                ? Optional.of(new SourceTopic(part[1], part[2].substring(base.length())))
                : Optional.empty();
    }

    /** Where a bridge's messages begin. */
    static String root(String bridge, IotSettings settings) {
        return "iot/" + bridge + "/" + base(bridge, settings) + "/";
    }

    private static String base(String bridge, IotSettings settings) {
        return settings.baseTopics().getOrDefault(bridge, settings.baseTopic());
    }
}
