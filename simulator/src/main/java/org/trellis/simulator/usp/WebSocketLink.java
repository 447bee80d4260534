package org.trellis.simulator.usp;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/** WebSocket, the agent as client (TR-369 R-WS). */
public final class WebSocketLink implements AgentLink {

    private final URI uri;
    private final Optional<SSLContext> tls;
    private Optional<Client> client = Optional.empty();

    /**
     * @param url {@code ws://host:port/usp/<token>}, without query
     */
    public WebSocketLink(String url, String endpointId) {
        this(url, endpointId, Optional.empty());
    }

    /**
     * @param url {@code wss://host:port/usp}, without query
     */
    public WebSocketLink(String url, String endpointId, SSLContext tls) {
        this(url, endpointId, Optional.of(tls));
    }

    private WebSocketLink(String url, String endpointId, Optional<SSLContext> tls) {
        this.tls = tls;
        this.uri =
                URI.create(url + "?eid=" + URLEncoder.encode(endpointId, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void open(BiConsumer<byte[], String> onRecord, Runnable onLost)
            throws IOException {
        Client fresh = new Client(uri, onRecord, onLost);
        tls.ifPresent(context -> fresh.setSocketFactory(context.getSocketFactory()));
        client = Optional.of(fresh);
        try {
            if (!fresh.connectBlocking(10, TimeUnit.SECONDS)) {
                throw new IOException("refused: " + fresh.reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String subscribedTopic() {
        return "";
    }

    @Override
    public boolean mqtt5() {
        return false;
    }

    @Override
    public synchronized void send(byte[] record, String replyTo) throws IOException {
        Client open = client.orElseThrow(() -> new IOException("not connected"));
        if (!open.isOpen()) {
            throw new IOException("not connected");
        }
        open.send(record);
    }

    @Override
    public synchronized void close() {
        client.ifPresent(c -> {
            c.closing = true;
            c.close(1000);
        });
        client = Optional.empty();
    }

    private static final class Client extends WebSocketClient {
        private final BiConsumer<byte[], String> onRecord;
        private final Runnable onLost;
        private volatile boolean closing;
        private volatile boolean opened;
        private volatile String reason = "no answer";

        Client(URI uri, BiConsumer<byte[], String> onRecord, Runnable onLost) {
            super(uri, new Draft_6455(List.of(), List.of(new Protocol("v1.usp"))));
            this.onRecord = onRecord;
            this.onLost = onLost;
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            opened = true;
        }

        @Override
        public void onMessage(String message) {
            close(1003);
        }

        @Override
        public void onMessage(ByteBuffer bytes) {
            byte[] record = new byte[bytes.remaining()];
            bytes.get(record);
            onRecord.accept(record, "");
        }

        @Override
        public void onClose(int code, String why, boolean remote) {
            reason = code + " " + why;
            if (opened && !closing) {
                onLost.run();
            }
        }

        @Override
        public void onError(Exception e) {
            reason = String.valueOf(e.getMessage());
        }
    }
}
