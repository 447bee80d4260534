package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/**
 * A server-side socket with the bounds that the library lacks: of the handshake's size, and of what
 * waits to be sent.
 */
final class BoundedSocket extends WebSocketImpl {

    private static final int MAX_HANDSHAKE_BYTES = 16 * 1024;
    private static final int MAX_QUEUED_FRAMES = 256;

    private final long createdAt = System.nanoTime();
    private int handshakeBytes;

    BoundedSocket(WebSocketListener listener, List<Draft> drafts) {
        super(listener, drafts);
    }

    /** Runs on a worker of the library, one at a time. */
    @Override
    public void decode(ByteBuffer bytes) {
        if (getReadyState() == ReadyState.NOT_YET_CONNECTED) {
            handshakeBytes += bytes.remaining();
            if (handshakeBytes > MAX_HANDSHAKE_BYTES) {
                bytes.position(bytes.limit());
                closeConnection(CloseFrame.POLICY_VALIDATION, "handshake too long");
                return;
            }
        }
        super.decode(bytes);
    }

    long ageNanos() {
        return System.nanoTime() - createdAt;
    }

    /** Whether there is room for a frame; a single one may be as long as it likes. */
    boolean hasRoom(int bytes, int maxQueuedBytes) {
        long queued = 0;
        int frames = 0;
        for (ByteBuffer waiting : outQueue) {
            queued += waiting.remaining();
            frames++;
        }
        return frames == 0 || frames < MAX_QUEUED_FRAMES && queued + bytes <= maxQueuedBytes;
    }

    /** Answers the handshake with a status; what the library sends after it is not read. */
    void refuse(int status, String phrase) {
        outQueue.add(
                ByteBuffer.wrap(
                        ("HTTP/1.1 "
                                        + status
                                        + " "
                                        + phrase
                                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(US_ASCII)));
    }
}
