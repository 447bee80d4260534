package org.trellis.controller.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/** What {@link TlsFiles} hold at one moment, checked. */
record TlsMaterial(
        List<X509Certificate> chain, PrivateKey key, List<X509Certificate> clientAuthorities) {

    /** Of the key store in memory, which is never written. */
    static final String PASSWORD = "in-memory";

    private static final String ALIAS = "trellis";

    TlsMaterial {
        chain = List.copyOf(chain);
        clientAuthorities = List.copyOf(clientAuthorities);
    }

    /**
     * Reads the files.
     *
     * @throws InvalidSettingException one line that names the file and what is wrong with it
     */
    static TlsMaterial read(TlsFiles files) {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = key(files.key());
        if (!belongs(key, chain.getFirst().getPublicKey())) {
            throw new InvalidSettingException(
                    "the key in "
                            + files.key()
                            + " is not that of the first certificate in "
                            + files.certificate());
        }
        return new TlsMaterial(
                chain,
                key,
                files.clientAuthorities().map(TlsMaterial::certificates).orElse(List.of()));
    }

    /** A context as JSSE has it: it trusts the client authorities, and nobody without them. */
    SSLContext context() {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be used", e);
        }
    }

    KeyStore keyStore() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    ALIAS, key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be used", e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException {
        if (clientAuthorities.isEmpty()) {
            return new TrustManager[0];
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < clientAuthorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, clientAuthorities.get(i));
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException("there is nothing to be read", e);
        }
        return store;
    }

    private static List<X509Certificate> certificates(Path file) {
        String text = text(file);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new InvalidSettingException(file + " has no certificate in PEM form");
        }
        try {
            return PemContent.of(text).getCertificates();
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw new InvalidSettingException("the certificate in " + file + " is malformed");
        }
    }

    /** What the parser says of a key is not told: it may quote the file. */
    private static PrivateKey key(Path file) {
        String text = text(file);
        if (!text.contains("PRIVATE KEY-----")) {
            throw new InvalidSettingException(file + " has no private key in PEM form");
        }
        try {
            return Objects.requireNonNull(PemContent.of(text).getPrivateKey());
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw new InvalidSettingException(
                    "the key in " + file + " is malformed, encrypted or of an unknown kind");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidSettingException("there is no file " + file);
        } catch (IOException e) {
            throw new InvalidSettingException(
                    file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey certified) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = ALIAS.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certified);
            checking.update(text);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "TlsMaterial[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
