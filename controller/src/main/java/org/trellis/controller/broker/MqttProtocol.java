package org.trellis.controller.broker;

import io.netty.channel.ChannelId;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQComponent;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/**
 * The broker's MQTT protocol with two changes to every connection's pipeline: {@link
 * TopicTranslator}, and a decoder that refuses an oversize packet at its header (the broker's own
 * collects up to 256 MiB before it looks).
 */
@SuppressWarnings("rawtypes") // the broker's interface is raw
final class MqttProtocol implements ProtocolManagerFactory<MQTTInterceptor> {

    private final MQTTProtocolManagerFactory delegate = new MQTTProtocolManagerFactory();
    private final int maxPacketBytes;
    private final Consumer<ChannelId> closed;

    MqttProtocol(int maxPacketBytes, Consumer<ChannelId> closed) {
        this.maxPacketBytes = maxPacketBytes;
        this.closed = closed;
    }

    @Override
    public ProtocolManager createProtocolManager(
            ActiveMQServer server,
            Map<String, Object> parameters,
            List<BaseInterceptor> incoming,
            List<BaseInterceptor> outgoing)
            throws Exception {
        return new Bounded(
                delegate.createProtocolManager(server, parameters, incoming, outgoing),
                maxPacketBytes,
                closed);
    }

    @Override
    public List<MQTTInterceptor> filterInterceptors(List<BaseInterceptor> interceptors) {
        return delegate.filterInterceptors(interceptors);
    }

    @Override
    public String[] getProtocols() {
        return delegate.getProtocols();
    }

    @Override
    public String getModuleName() {
        return delegate.getModuleName();
    }

    @Override
    public void loadProtocolServices(ActiveMQServer server, List<ActiveMQComponent> services) {
        delegate.loadProtocolServices(server, services);
    }

    @Override
    public void updateProtocolServices(ActiveMQServer server, List<ActiveMQComponent> services)
            throws Exception {
        delegate.updateProtocolServices(server, services);
    }

    /** Everything goes to the broker's own manager but the building of the pipeline. */
    @SuppressWarnings("unchecked")
    private record Bounded(ProtocolManager delegate, int maxPacketBytes, Consumer<ChannelId> closed)
            implements ProtocolManager {

        @Override
        public void addChannelHandlers(ChannelPipeline pipeline) {
            delegate.addChannelHandlers(pipeline);
            pipeline.replace(MqttDecoder.class, null, new MqttDecoder(maxPacketBytes));
            pipeline.addBefore(
                    pipeline.context(MQTTProtocolHandler.class).name(),
                    "topics",
                    new TopicTranslator(closed));
        }

        @Override
        public ProtocolManagerFactory getFactory() {
            return delegate.getFactory();
        }

        @Override
        public void updateInterceptors(List incoming, List outgoing) {
            delegate.updateInterceptors(incoming, outgoing);
        }

        @Override
        public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
            return delegate.createConnectionEntry(acceptor, connection);
        }

        @Override
        public void removeHandler(String name) {
            delegate.removeHandler(name);
        }

        @Override
        public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
            delegate.handleBuffer(connection, buffer);
        }

        @Override
        public boolean isProtocol(byte[] start) {
            return delegate.isProtocol(start);
        }

        @Override
        public boolean acceptsNoHandshake() {
            return delegate.acceptsNoHandshake();
        }

        @Override
        public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
            delegate.handshake(connection, buffer);
        }

        @Override
        public List<String> websocketSubprotocolIdentifiers() {
            return delegate.websocketSubprotocolIdentifiers();
        }

        @Override
        public void setAnycastPrefix(String prefix) {
            delegate.setAnycastPrefix(prefix);
        }

        @Override
        public void setMulticastPrefix(String prefix) {
            delegate.setMulticastPrefix(prefix);
        }

        @Override
        public Map<SimpleString, RoutingType> getPrefixes() {
            return delegate.getPrefixes();
        }

        @Override
        public void setSecurityDomain(String domain) {
            delegate.setSecurityDomain(domain);
        }

        @Override
        public String getSecurityDomain() {
            return delegate.getSecurityDomain();
        }

        @Override
        public RoutingHandler getRoutingHandler() {
            return delegate.getRoutingHandler();
        }
    }
}
