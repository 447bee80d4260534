package org.trellis.controller.broker;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.usp.mtp.AgentCertificate;

/**
 * Puts the broker's questions to {@link BrokerAccess} and {@link BrokerAcl}.
 *
 * <p>The broker's own caches are off because they are keyed by user and password, and everybody who
 * shares an enrollment key shares those. With them off it asks {@link #authenticate} before every
 * check, so the answer is kept here, per connection, for as long as the connection lives.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSecurity.class);

    /** What {@link #authorize} gets back: the broker passes it the subject, not the connection. */
    private record ClientPrincipal(BrokerClient client) implements Principal, Serializable {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return client.toString();
        }
    }

    private final BrokerAcl acl;
    private final BrokerAccess access;
    private final ConnectionGuard guard;

    BrokerSecurity(BrokerAcl acl, BrokerAccess access, ConnectionGuard guard) {
        this.acl = acl;
        this.access = access;
        this.guard = guard;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            RemotingConnection connection,
            @Nullable String domain) {
        Optional<BrokerConnection> found = guard.find(connection);
        if (found.isEmpty()) {
            return departed(connection);
        }
        BrokerConnection state = found.get();
        state.deciding().lock();
        try {
            if (!state.decided()) {
                decide(state, user, password, connection);
            }
        } finally {
            state.deciding().unlock();
        }
        Subject subject = state.granted().map(BrokerSecurity::subject).orElse(null);
        if (subject != null) {
            connection.setSubject(subject);
        }
        return subject;
    }

    /** Of a connection that is gone, the will is still to be sent. */
    private static @Nullable Subject departed(RemotingConnection connection) {
        Subject subject = connection.getSubject();
        return subject == null || subject.getPrincipals(ClientPrincipal.class).isEmpty()
                ? null
                : subject;
    }

    private void decide(
            BrokerConnection state,
            @Nullable String user,
            @Nullable String password,
            RemotingConnection connection) {
        Optional<AgentCertificate> certificate = certificate(connection);
        Login login =
                new Login(
                        user == null ? "" : user,
                        password == null ? "" : password,
                        state.clientId(),
                        state.endpointId(),
                        certificate.map(AgentCertificate::credential),
                        certificate.flatMap(AgentCertificate::endpointId),
                        address(connection.getRemoteAddress()));
        Optional<BrokerAccess.Granted> granted = access.authenticate(login);
        Optional<String> noPlace = granted.flatMap(g -> guard.take(state.clientId(), g));
        Optional<BrokerAccess.Granted> answer = granted.filter(_ -> noPlace.isEmpty());
        noPlace.ifPresent(why -> access.refused(login, granted.orElseThrow(), why));
        if (state.grant(acl, answer)) {
            guard.arrived(state, answer.orElseThrow(), login.remoteAddress());
        } else {
            answer.ifPresent(g -> {
                guard.leave(state.clientId(), g.client());
                access.refused(login, g, "it uses topics that are not its own");
            });
            LOG.info("MQTT client refused: from={}", login.remoteAddress());
        }
    }

    @Override
    public boolean authorize(
            Subject subject, Set<Role> roles, CheckType checkType, String address) {
        Optional<BrokerClient> client =
                subject.getPrincipals(ClientPrincipal.class).stream()
                        .map(ClientPrincipal::client)
                        .findFirst();
        if (client.isEmpty()) {
            return false;
        }
        String topic = BrokerAddresses.topicOf(address);
        return switch (checkType) {
            case SEND -> acl.mayUse(client.get(), topic);
            case CREATE_ADDRESS, DELETE_ADDRESS ->
                    acl.mayUse(client.get(), topic) || acl.maySubscribe(client.get(), topic);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE ->
                    acl.maySubscribe(client.get(), topic);
            case MANAGE, BROWSE, VIEW, EDIT -> false;
        };
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(
            String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }

    private static Subject subject(BrokerAccess.Granted granted) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(granted.principal().id()));
        subject.getPrincipals().add(new ClientPrincipal(granted.client()));
        return subject;
    }

    private static Optional<AgentCertificate> certificate(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0
                ? Optional.empty()
                : Optional.of(AgentCertificate.of(chain[0]));
    }

    /** {@code /127.0.0.1:4711} or {@code 127.0.0.1:4711} to the address alone. */
    private static String address(@Nullable String remote) {
        if (remote == null) {
            return "";
        }
        String plain = remote.substring(remote.lastIndexOf('/') + 1);
        int colon = plain.lastIndexOf(':');
        String host = colon < 0 ? plain : plain.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
