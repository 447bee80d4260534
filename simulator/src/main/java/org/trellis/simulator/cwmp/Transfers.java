package org.trellis.simulator.cwmp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.simulator.state.DeviceState;

/**
 * The transfers that a pretended CPE was asked for: done one after the other and told until the ACS
 * has heard of them.
 */
final class Transfers {

    private static final Logger log = LoggerFactory.getLogger(Transfers.class);

    private static final int DOWNLOAD_FAILED = 9010;
    private static final int UPLOAD_FAILED = 9011;

    private final CpeIdentity identity;
    private final DeviceState state;
    private final String root;
    private final List<AcsMessage.Node> asked = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();

    /**
     * @param fault of CWMP; 0 if it went well
     */
    record Ended(boolean download, String commandKey, int fault, String start, String end) {}

    Transfers(CpeIdentity identity, DeviceState state, String root) {
        this.identity = identity;
        this.state = state;
        this.root = root;
    }

    void add(AcsMessage.Node request) {
        asked.add(request);
    }

    boolean due() {
        return !asked.isEmpty();
    }

    /** What the ACS has not heard of yet. */
    List<Ended> ended() {
        return List.copyOf(ended);
    }

    void told(Ended transfer) {
        ended.remove(transfer);
    }

    /** Does all of them; true if there was a new firmware among them, with which it restarts. */
    boolean run() {
        boolean firmware = false;
        for (AcsMessage.Node request : asked) {
            boolean download = request.name().equals("Download");
            String type = request.childText("FileType");
            String start = now();
            int fault = 0;
            try {
                if (download) {
                    FileFetch.fetch(request);
                } else {
                    send(request, type);
                }
            } catch (IOException | IllegalArgumentException e) {
                log.debug("{}: transfer failed: {}", identity.serialNumber(), e.getMessage());
                fault = download ? DOWNLOAD_FAILED : UPLOAD_FAILED;
            }
            if (fault == 0 && type.startsWith("1 Firmware")) {
                firmware = true;
                upgrade();
            }
            ended.add(new Ended(download, request.childText("CommandKey"), fault, start, now()));
        }
        asked.clear();
        return firmware;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The last number of the version grows by one. */
    private void upgrade() {
        String path = root + "DeviceInfo.SoftwareVersion";
        String version = state.text(path);
        int dot = version.lastIndexOf('.');
        int last = Integer.parseInt(version.substring(dot + 1));
        state.set(path, version.substring(0, dot + 1) + (last + 1));
    }

    private void send(AcsMessage.Node request, String type) throws IOException {
        HttpURLConnection connection = FileFetch.connect(request);
        try {
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                String what = type.contains("Log") ? "log" : "configuration";
                out.write(
                        (what + " of " + identity.serialNumber() + "\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() >= 300) {
                throw new IOException("answered with " + connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }
}
