package org.trellis.controller.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM. A sealed value is {@code version(1) keyId(4) nonce(12) ciphertext
 * tag(16)}; the context (whose value it is) is authenticated with it, so that a sealed value cannot
 * be moved to another place. Old keys open, the newest one seals. Thread-safe.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + NONCE_BYTES;

    private final Map<Integer, SecretKey> keys;
    private final int current;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys AES keys of 32 bytes by id
     * @param current the id of the one that seals
     */
    public SecretBox(Map<Integer, byte[]> keys, int current) {
        Map<Integer, SecretKey> made = new java.util.HashMap<>();
        keys.forEach((id, bytes) -> {
            if (bytes.length != KeyFile.KEY_BYTES) {
                throw new IllegalArgumentException("key " + id + " is not 256 bits long");
            }
            made.put(id, new SecretKeySpec(bytes, "AES"));
        });
        if (!made.containsKey(current)) {
            throw new IllegalArgumentException("there is no key " + current);
        }
        this.keys = Map.copyOf(made);
        this.current = current;
    }

    /** A box with a key that nobody knows and that is gone with it; for tests. */
    public static SecretBox ephemeral() {
        byte[] key = new byte[KeyFile.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretBox(Map.of(1, key), 1);
    }

    /** Seals a text for a place. */
    public byte[] seal(String context, String text) {
        return seal(context, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Seals bytes for a place. */
    public byte[] seal(String context, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, context);
            ByteBuffer sealed =
                    ByteBuffer.allocate(HEADER_BYTES + cipher.getOutputSize(plain.length));
            sealed.put(VERSION).putInt(current).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), sealed);
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Opens a sealed text. */
    public String openText(String context, byte[] sealed) {
        return new String(open(context, sealed), StandardCharsets.UTF_8);
    }

    /**
     * Opens what was sealed for the place.
     *
     * @throws SealedException if the key is not here, or the value is damaged or from elsewhere
     */
    public byte[] open(String context, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new SealedException("a sealed value is damaged");
        }
        ByteBuffer in = ByteBuffer.wrap(sealed);
        in.get();
        int key = in.getInt();
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, context);
            byte[] rest = new byte[in.remaining()];
            in.get(rest);
            return cipher.doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new SealedException("a sealed value does not open with key " + key);
        }
    }

    private Cipher cipher(int mode, int id, byte[] nonce, String context)
            throws GeneralSecurityException {
        SecretKey key =
                Optional.ofNullable(keys.get(id))
                        .orElseThrow(() ->
                                new SealedException(
                                        "a value was sealed with key "
                                                + id
                                                + ", which is not in this node's key"
                                                + " file"));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A sealed value cannot be opened here. */
    public static final class SealedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SealedException(String message) {
            super(message);
        }
    }
}
