package org.trellis.controller.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Revocation;

/**
 * An MQTT 3.1.1 and 5 broker in this process. Keeps nothing on disk: what must survive is in the
 * store, and agents and bridges subscribe anew.
 *
 * <p>Queues are bounded and drop what comes on top; commands are repeated by the core, and agents
 * repeat the notifications that matter. Thread-safe; {@link #start} once, {@link #close} once.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String PLAIN = "mqtt";
    private static final String TLS = "mqtts";
    private static final int CONTROLLER_QUEUE_FACTOR = 10;
    private static final long GLOBAL_MAX_BYTES = 128L * 1024 * 1024;
    private static final int INITIAL_QUEUE_SLOTS = 16;
    private static final SimpleString NOWHERE = SimpleString.of("trellis/nowhere");
    private static final int MAX_IN_FLIGHT = 256;

    private final ActiveMQServerImpl server;
    private final ConnectionGuard guard;
    private final List<Consumer<Exception>> failureListeners = new CopyOnWriteArrayList<>();

    public EmbeddedBroker(BrokerSettings settings, BrokerAcl acl, BrokerAccess access) {
        Objects.requireNonNull(access);
        this.guard = new ConnectionGuard(acl);
        ServiceRegistryImpl registry = new ServiceRegistryImpl();
        registry.addIncomingInterceptor(guard);
        this.server =
                new ActiveMQServerImpl(
                        configuration(settings),
                        null,
                        new BrokerSecurity(acl, access, guard),
                        null,
                        registry);
        server.addProtocolManagerFactory(new MqttProtocol(settings.maxPacketBytes(), guard::gone));
        server.registerActivationFailureListener(this::failed);
    }

    /**
     * Opens the ports. Returns when clients can connect.
     *
     * @throws UncheckedIOException if a port cannot be bound
     */
    public void start() {
        if (LoggerFactory.getLogger("org.apache.activemq.audit.message").isInfoEnabled()) {
            LOG.warn("The logger org.apache.activemq.audit is on: it logs every MQTT message");
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new UncheckedIOException(
                    "the MQTT broker cannot start: " + e.getMessage(), new IOException(e));
        }
        if (!server.isActive()) {
            throw new UncheckedIOException(new IOException("the MQTT broker did not start"));
        }
    }

    /** Whether it takes clients. */
    public boolean isRunning() {
        return server.isStarted() && server.isActive();
    }

    /** Called when the broker has failed while it ran, on one of its threads. */
    public void onFailure(Consumer<Exception> consumer) {
        failureListeners.add(Objects.requireNonNull(consumer));
    }

    /** Tells a listener of every client from now on; before {@link #start}, of all. */
    public void addListener(BrokerListener listener) {
        guard.add(Objects.requireNonNull(listener));
    }

    /** The plain port; 0 if there is none. */
    public int port() {
        return port(PLAIN);
    }

    /** The TLS port; 0 if there is none. */
    public int tlsPort() {
        return port(TLS);
    }

    /** Connections that are open now. */
    public int connectionCount() {
        return server.getRemotingService().getConnectionCount();
    }

    /** Ends the connections that are meant, so that who it is and what it may is asked anew. */
    public void revoked(Revocation whose) {
        server.getRemotingService().getConnections().stream()
                .filter(c ->
                        guard.find(c)
                                .flatMap(BrokerConnection::granted)
                                .map(g -> concerns(whose, g))
                                .orElse(false))
                .forEach(c -> c.disconnect(false));
    }

    private static boolean concerns(Revocation whose, BrokerAccess.Granted granted) {
        return switch (whose) {
            case Revocation.OfPrincipal(var principal) -> principal.equals(granted.principal());
            case Revocation.OfDevice(var tenant, _, var endpoints) ->
                    tenant.equals(granted.principal().tenant())
                            && granted.client() instanceof BrokerClient.Agent(String id)
                            && endpoints.contains(new EndpointId("usp:" + id));
        };
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The MQTT broker did not stop cleanly", e);
        }
    }

    private int port(String acceptor) {
        return server.getRemotingService().getAcceptor(acceptor) instanceof NettyAcceptor netty
                ? netty.getActualPort()
                : 0;
    }

    private void failed(Exception cause) {
        LOG.error("The MQTT broker has failed", cause);
        failureListeners.forEach(l -> l.accept(cause));
    }

    private static Configuration configuration(BrokerSettings settings) {
        Configuration c =
                new ConfigurationImpl()
                        .setName("trellis")
                        .setSecurityEnabled(true)
                        .setAuthenticationCacheSize(0)
                        .setAuthorizationCacheSize(0)
                        .setPersistenceEnabled(false)
                        .setJournalType(JournalType.NIO)
                        .setJMXManagementEnabled(false)
                        .setResolveProtocols(false)
                        .setCriticalAnalyzer(false)
                        .setGlobalMaxSize(GLOBAL_MAX_BYTES)
                        .setWildCardConfiguration(BrokerAddresses.SYNTAX);
        c.addAddressSetting("#", bounded(settings, 1));
        for (String many : List.of("usp/v1/controller/#", "iot/#", "trellis/#")) {
            c.addAddressSetting(many, bounded(settings, CONTROLLER_QUEUE_FACTOR));
        }
        settings.port().ifPresent(p -> c.addAcceptorConfiguration(plain(settings, p)));
        settings.tls().ifPresent(t -> c.addAcceptorConfiguration(tls(settings, t)));
        return c;
    }

    private static AddressSettings bounded(BrokerSettings settings, int factor) {
        return new AddressSettings()
                .setMaxSizeMessages((long) settings.maxQueuedMessages() * factor)
                .setMaxSizeBytes((long) settings.maxQueuedBytes() * factor)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                // nobody listens there; without them the broker warns about every queue
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                // the default reserves 8192 slots for every agent's queue
                .setInitialQueueBufferSize(INITIAL_QUEUE_SLOTS);
    }

    private static TransportConfiguration plain(BrokerSettings settings, int port) {
        return acceptor(PLAIN, settings, address(settings, settings.bind(), port));
    }

    private static TransportConfiguration tls(BrokerSettings settings, BrokerTls tls) {
        Map<String, Object> params = address(settings, tls.bind(), tls.port());
        params.put("sslEnabled", true);
        params.put(TransportConstants.SSL_CONTEXT_PROP_NAME, tls.context());
        params.put("enabledProtocols", "TLSv1.2,TLSv1.3");
        params.put("wantClientAuth", tls.clientCertificates());
        return acceptor(TLS, settings, params);
    }

    private static Map<String, Object> address(BrokerSettings settings, String bind, int port) {
        Map<String, Object> params = new HashMap<>();
        params.put("host", bind);
        params.put("port", port);
        params.put("protocols", "MQTT");
        params.put("useEpoll", false);
        params.put("useKQueue", false);
        params.put("remotingThreads", 2);
        params.put("connectionsAllowed", settings.maxConnections());
        params.put("webSocketMaxFramePayloadLength", settings.maxPacketBytes());
        return params;
    }

    private static TransportConfiguration acceptor(
            String name, BrokerSettings settings, Map<String, Object> params) {
        Map<String, Object> mqtt = new HashMap<>();
        mqtt.put("maximumPacketSize", settings.maxPacketBytes());
        mqtt.put("receiveMaximum", MAX_IN_FLIGHT);
        mqtt.put("topicAliasMaximum", 0); // the guard needs every topic in full
        mqtt.put("closeMqttConnectionOnPublishAuthorizationFailure", false);
        mqtt.put("serverKeepAlive", -1);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), params, name, mqtt);
    }
}
