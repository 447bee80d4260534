package org.trellis.cwmp.connreq;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of an HTTP response, and whether the connection can be used again.
 *
 * @param challenges values of {@code WWW-Authenticate}
 */
record HttpReply(int status, List<String> challenges, boolean reusable) {

    private static final int MAX_LINE = 4096;
    private static final int MAX_LINES = 64;
    private static final int MAX_BODY = 16 * 1024;

    HttpReply {
        challenges = List.copyOf(challenges);
    }

    static HttpReply read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new IOException("not an HTTP response");
        }
        List<String> challenges = new ArrayList<>();
        long length = -1;
        boolean close = status[0].equals("HTTP/1.0");
        for (int i = 0; ; i++) {
            String header = line(in);
            if (header.isEmpty()) {
                break;
            }
            if (i >= MAX_LINES) {
                throw new IOException("too many headers");
            }
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip();
            switch (name) {
                case "www-authenticate" -> challenges.add(value);
                case "content-length" ->
                        length = value.matches("\\d{1,9}") ? Long.parseLong(value) : -1;
                case "connection" -> close |= value.toLowerCase(Locale.ROOT).contains("close");
                default -> {}
            }
        }
        boolean drained = !close && length >= 0 && length <= MAX_BODY;
        if (drained) {
            in.skipNBytes(length);
        }
        return new HttpReply(Integer.parseInt(status[1]), challenges, drained);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the device closed the connection");
            }
            if (line.length() >= MAX_LINE) {
                throw new IOException("a header is too long");
            }
            if (c != '\r') {
                line.append((char) (c & 0xff));
            }
        }
        return line.toString();
    }
}
