package org.trellis.cwmp.connreq;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Reads until one deadline for all reads together; a byte now and then does not move it. */
final class TimedInput extends FilterInputStream {

    private final Socket socket;
    private final long deadlineNanos;

    TimedInput(Socket socket, InputStream in, long deadlineNanos) {
        super(in);
        this.socket = socket;
        this.deadlineNanos = deadlineNanos;
    }

    static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("deadline");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
        if (in.available() == 0) {
            socket.setSoTimeout(millisLeft(deadlineNanos));
        }
        return super.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        socket.setSoTimeout(millisLeft(deadlineNanos));
        return super.read(into, from, length);
    }
}
