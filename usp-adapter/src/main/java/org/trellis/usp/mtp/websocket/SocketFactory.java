package org.trellis.usp.mtp.websocket;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.server.DefaultWebSocketServerFactory;
import org.java_websocket.server.SSLParametersWebSocketServerFactory;

/** Makes {@link BoundedSocket}s, over TLS or not, and remembers all that are not closed. */
final class SocketFactory implements WebSocketServerFactory {

    private final WebSocketServerFactory channels;
    private final Set<BoundedSocket> sockets = ConcurrentHashMap.newKeySet();

    SocketFactory(Optional<WebSocketSettings.Tls> tls) {
        this.channels =
                tls.<WebSocketServerFactory>map(SocketFactory::overTls)
                        .orElseGet(DefaultWebSocketServerFactory::new);
    }

    Set<BoundedSocket> sockets() {
        return sockets;
    }

    @Override
    public BoundedSocket createWebSocket(WebSocketAdapter listener, Draft draft) {
        return createWebSocket(listener, List.of(draft));
    }

    @Override
    public BoundedSocket createWebSocket(WebSocketAdapter listener, List<Draft> drafts) {
        BoundedSocket socket = new BoundedSocket(listener, drafts);
        sockets.add(socket);
        return socket;
    }

    @Override
    public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
        return channels.wrapChannel(channel, key);
    }

    @Override
    public void close() {
        channels.close();
    }

    private static SSLParametersWebSocketServerFactory overTls(WebSocketSettings.Tls tls) {
        SSLParameters parameters = tls.context().getDefaultSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        parameters.setWantClientAuth(tls.clientCertificates());
        return new SSLParametersWebSocketServerFactory(tls.context(), parameters);
    }
}
