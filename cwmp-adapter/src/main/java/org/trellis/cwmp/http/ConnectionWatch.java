package org.trellis.cwmp.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Ends connections that never finish a request: a byte of a header now and then keeps an idle
 * timeout away for ever. Thread-safe.
 */
final class ConnectionWatch implements Connection.Listener {

    private static final Duration FIRST_REQUEST = Duration.ofSeconds(20);

    private final Duration quiet;
    private final Map<Connection, Long> opened = new ConcurrentHashMap<>();

    ConnectionWatch(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection) {
            opened.put(connection, System.nanoTime());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        opened.remove(connection);
    }

    int open() {
        return opened.size();
    }

    void sweep(long nowNanos) {
        opened.forEach((connection, since) -> {
            if (connection instanceof HttpConnection http && late(http, since, nowNanos)) {
                connection.getEndPoint().close();
            }
        });
    }

    private boolean late(HttpConnection connection, long since, long nowNanos) {
        if (connection.getAttribute(CwmpHandler.PEER) instanceof Peer peer) {
            return peer.quietNanos(nowNanos) > quiet.toNanos();
        }
        return nowNanos - since > FIRST_REQUEST.toNanos();
    }
}
