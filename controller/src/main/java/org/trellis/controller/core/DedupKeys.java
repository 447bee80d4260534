package org.trellis.controller.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.trellis.southbound.Delivery;

/**
 * Keys by which repeated deliveries are known. Devices make them up (USP msg_id, CommandKey of
 * CWMP), and a key of the store has less room than they have.
 */
final class DedupKeys {

    private static final int MAX = 128;

    private DedupKeys() {}

    /** A long key becomes its digest: as good for telling whether it came before. */
    static Delivery bounded(Delivery delivery) {
        return new Delivery(delivery.reports(), delivery.dedupKey().map(DedupKeys::bounded));
    }

    private static String bounded(String key) {
        if (key.length() <= MAX) {
            return key;
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
