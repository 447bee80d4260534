package org.trellis.usp.mtp.mqtt;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topic tree of one controller. TR-369 standardises none; this one gives every agent a topic
 * that names it, so that a broker's access list can hold agents apart.
 *
 * <pre>
 * usp/v1/agent/EID                            requests to an agent
 * usp/v1/controller/CONTROLLER                records of agents, any node takes them
 * usp/v1/controller/CONTROLLER/agent/EID      the same; the topic itself names the sender
 * usp/v1/controller/CONTROLLER/agent/EID/node/NODE    answers of an agent to one node
 * .../reply-to=usp%2Fv1%2Fagent%2FEID         at the end of any of these (MQTT 3.1.1, R-MQTT.24)
 * </pre>
 *
 * @param controller endpoint id of the controller
 */
public record UspTopics(String controller) {

    private static final String AGENTS = "usp/v1/agent/";
    private static final String CONTROLLERS = "usp/v1/controller/";
    private static final String SENDER = "/agent/";
    private static final String REPLY_TO = "/reply-to=";

    /** TR-369 R-ARC.5, with the whole identifier bounded (R-ARC.6 bounds the instance id). */
    private static final Pattern ENDPOINT_ID =
            Pattern.compile(
                    "[a-z]{2,8}:[A-Za-z0-9._-]{0,16}:(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2}){1,64}");

    public UspTopics {
        Objects.requireNonNull(controller);
        if (!isEndpointId(controller)) {
            throw new IllegalArgumentException("not a USP endpoint id: " + controller);
        }
    }

    /** Whether a text is an endpoint id. Such a text has no topic separator and no wildcard. */
    public static boolean isEndpointId(String text) {
        return text.length() <= 160 && ENDPOINT_ID.matcher(text).matches();
    }

    /** Where an agent listens. */
    public static String ofAgent(String endpointId) {
        return AGENTS + endpointId;
    }

    /** Where agents publish. */
    public String ofController() {
        return CONTROLLERS + controller;
    }

    /** Where agents publish that must prove by the topic who they are. */
    public String ofController(String sender) {
        return ofController() + SENDER + sender;
    }

    /** Where one node wants the answers of an agent; the topic still names the agent. */
    public String ofNode(String sender, String node) {
        return ofController(sender) + "/node/" + node;
    }

    /** Whether a topic (not a filter) leads to this controller. */
    public boolean leadsToController(String topic) {
        return topic.equals(ofController()) || topic.startsWith(ofController() + "/");
    }

    /** Whether a topic or filter lies wholly within what one agent may read. */
    public static boolean belongsToAgent(String filter, String endpointId) {
        String own = ofAgent(endpointId);
        return filter.equals(own) || filter.startsWith(own + "/");
    }

    /** The agent to which a topic belongs. */
    public static Optional<String> agentOf(String topic) {
        if (!topic.startsWith(AGENTS)) {
            return Optional.empty();
        }
        int end = topic.indexOf('/', AGENTS.length());
        String id = topic.substring(AGENTS.length(), end < 0 ? topic.length() : end);
        return isEndpointId(id) ? Optional.of(id) : Optional.empty();
    }

    /** The agent that a controller topic names as its sender. */
    public Optional<String> senderOf(String topic) {
        String prefix = ofController() + SENDER;
        if (!topic.startsWith(prefix)) {
            return Optional.empty();
        }
        int end = topic.indexOf('/', prefix.length());
        String id = topic.substring(prefix.length(), end < 0 ? topic.length() : end);
        return isEndpointId(id) ? Optional.of(id) : Optional.empty();
    }

    /** The reply-to of a 3.1.1 topic: what follows the LAST marker, unescaped (R-MQTT.25). */
    public static Optional<String> replyTo(String topic) {
        int marker = topic.lastIndexOf(REPLY_TO);
        return marker < 0
                ? Optional.empty()
                : Optional.of(
                        topic.substring(marker + REPLY_TO.length())
                                .replace("%2F", "/")
                                .replace("%2f", "/"));
    }

    /** A topic with its reply-to, as MQTT 3.1.1 needs it (R-MQTT.24). */
    public static String withReplyTo(String topic, String replyTo) {
        return topic + REPLY_TO + replyTo.replace("/", "%2F");
    }
}
