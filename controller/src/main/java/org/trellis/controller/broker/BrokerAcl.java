package org.trellis.controller.broker;

import java.util.List;
import java.util.Optional;
import org.trellis.usp.mtp.mqtt.UspTopics;

/**
 * Who may publish and subscribe what. Pure; everything that is not allowed here is denied.
 *
 * <p>An agent reads {@code usp/v1/agent/EID} and below, and publishes to the controller's topic and
 * below, with nothing but its own topic as the place to answer to (response topic of MQTT 5, {@code
 * /reply-to=} of 3.1.1). Whoever takes a record from the broker may therefore conclude from the
 * reply-to who sent it.
 */
public record BrokerAcl(UspTopics topics) {

    private static final List<String> CONTROLLER_ROOTS = List.of("usp/", "iot/", "trellis/");
    private static final String SHARE = "$share/";

    /** Where a bridge lives. */
    public static String ofBridge(String name) {
        return "iot/" + name;
    }

    /** Whether a filter may be subscribed; a shared subscription counts as its filter. */
    public boolean maySubscribe(BrokerClient client, String filter) {
        String plain = filter;
        if (filter.startsWith(SHARE)) {
            int slash = filter.indexOf('/', SHARE.length());
            plain = slash < 0 ? "" : filter.substring(slash + 1);
        }
        return switch (client) {
            case BrokerClient.Internal _ -> isControllers(plain);
            case BrokerClient.Agent(String id) -> UspTopics.belongsToAgent(plain, id);
            case BrokerClient.Bridge(String name) -> plain.startsWith(ofBridge(name) + "/");
        };
    }

    /** Whether the address of a topic may be used for publishing, whatever the reply-to. */
    public boolean mayUse(BrokerClient client, String topic) {
        return switch (client) {
            case BrokerClient.Internal _ -> isControllers(topic);
            case BrokerClient.Agent(String id) ->
                    topics.leadsToController(topic)
                            && topics.senderOf(topic).map(id::equals).orElse(true);
            case BrokerClient.Bridge(String name) -> topic.startsWith(ofBridge(name) + "/");
        };
    }

    /**
     * Whether a message may be published.
     *
     * @param responseTopic the MQTT 5 property
     */
    public boolean mayPublish(BrokerClient client, String topic, Optional<String> responseTopic) {
        if (!mayUse(client, topic)) {
            return false;
        }
        return switch (client) {
            case BrokerClient.Internal _, BrokerClient.Bridge _ -> true;
            case BrokerClient.Agent(String id) -> repliesToItself(id, topic, responseTopic);
        };
    }

    private boolean repliesToItself(String id, String topic, Optional<String> responseTopic) {
        Optional<String> suffix = UspTopics.replyTo(topic);
        boolean named =
                responseTopic.isPresent()
                        || suffix.isPresent()
                        || topics.senderOf(topic).isPresent();
        return named
                && responseTopic.map(r -> UspTopics.belongsToAgent(r, id)).orElse(true)
                && suffix.map(r -> UspTopics.belongsToAgent(r, id)).orElse(true);
    }

    private static boolean isControllers(String filter) {
        return CONTROLLER_ROOTS.stream().anyMatch(filter::startsWith);
    }
}
