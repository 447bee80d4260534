package org.trellis.controller.broker;

import org.apache.activemq.artemis.core.config.WildcardConfiguration;

/**
 * Names as the broker's core sees them. It takes {@code ::} for the mark between an address and a
 * queue, wherever it stands, and the USP endpoint ids of most schemes contain it ({@code os::...}).
 * So a colon is written as a private-use character on the inside; {@link TopicTranslator} swaps it
 * at the edge, in both directions.
 */
final class BrokerAddresses {

    /** MQTT's own syntax: addresses are topics, and a dot means nothing. */
    static final WildcardConfiguration SYNTAX =
            new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#');

    private static final char COLON = ':';
    private static final char INNER_COLON = '\uE03A';
    private static final String QUEUE_MARK = "::";

    private BrokerAddresses() {}

    static String inward(String text) {
        return text.replace(COLON, INNER_COLON);
    }

    static String outward(String text) {
        return text.replace(INNER_COLON, COLON);
    }

    /** The topic or filter of {@code address} or {@code address::queue}. */
    static String topicOf(String address) {
        int queue = address.indexOf(QUEUE_MARK);
        return outward(queue < 0 ? address : address.substring(0, queue));
    }
}
