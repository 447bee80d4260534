package org.trellis.controller.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribePayload;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the MQTT codec and the broker on one connection: swaps colons in topics, filters
 * and client ids ({@link BrokerAddresses}), ends a connection that does not send its CONNECT in
 * time, and tells when a channel is closed (the broker's own close listeners are not called for
 * MQTT).
 */
final class TopicTranslator extends ChannelDuplexHandler {

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(15);

    private final Consumer<ChannelId> closed;
    private boolean connected;

    TopicTranslator(Consumer<ChannelId> closed) {
        this.closed = closed;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed.accept(ctx.channel().id());
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (!connected) {
                                ctx.close();
                            }
                        },
                        CONNECT_DEADLINE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object packet) {
        boolean sound = packet instanceof MqttMessage m && m.decoderResult().isSuccess();
        ctx.fireChannelRead(
                !sound
                        ? packet
                        : switch (packet) {
                            case MqttConnectMessage connect -> inward(connect);
                            case MqttPublishMessage publish ->
                                    withTopic(
                                            publish,
                                            BrokerAddresses.inward(
                                                    publish.variableHeader().topicName()));
                            case MqttSubscribeMessage subscribe -> inward(subscribe);
                            case MqttUnsubscribeMessage unsubscribe -> inward(unsubscribe);
                            default -> packet;
                        });
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object packet, ChannelPromise promise) {
        ctx.write(
                packet instanceof MqttPublishMessage publish
                        ? withTopic(
                                publish,
                                BrokerAddresses.outward(publish.variableHeader().topicName()))
                        : packet,
                promise);
    }

    private MqttConnectMessage inward(MqttConnectMessage connect) {
        connected = true;
        MqttConnectPayload payload = connect.payload();
        return new MqttConnectMessage(
                connect.fixedHeader(),
                connect.variableHeader(),
                new MqttConnectPayload(
                        BrokerAddresses.inward(payload.clientIdentifier()),
                        payload.willProperties(),
                        inwardOrNull(payload.willTopic()),
                        payload.willMessageInBytes(),
                        payload.userName(),
                        payload.passwordInBytes()));
    }

    private static @Nullable String inwardOrNull(@Nullable String topic) {
        return topic == null ? null : BrokerAddresses.inward(topic);
    }

    private static MqttSubscribeMessage inward(MqttSubscribeMessage subscribe) {
        subscribe
                .payload()
                .topicSubscriptions()
                .forEach(s -> s.setTopicFilter(BrokerAddresses.inward(s.topicFilter())));
        return subscribe;
    }

    private static MqttUnsubscribeMessage inward(MqttUnsubscribeMessage unsubscribe) {
        return new MqttUnsubscribeMessage(
                unsubscribe.fixedHeader(),
                unsubscribe.idAndPropertiesVariableHeader(),
                new MqttUnsubscribePayload(
                        unsubscribe.payload().topics().stream()
                                .map(BrokerAddresses::inward)
                                .toList()));
    }

    /** Shares the payload: whoever releases the copy releases the original. */
    private static MqttPublishMessage withTopic(MqttPublishMessage publish, String topic) {
        MqttPublishVariableHeader header = publish.variableHeader();
        return topic.equals(header.topicName())
                ? publish
                : new MqttPublishMessage(
                        publish.fixedHeader(),
                        new MqttPublishVariableHeader(
                                topic, header.packetId(), header.properties()),
                        publish.payload());
    }
}
