package org.trellis.simulator.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key of a server or a device with its self-signed certificate, good for some weeks. */
public record SelfSignedKey(PrivateKey key, X509Certificate certificate) {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "own";

    /**
     * Makes one with the JDK's own tool.
     *
     * @param algorithm {@code EC} or {@code RSA}
     * @param names of the subject alternative name: {@code ip:127.0.0.1}, {@code uri:urn:...}
     */
    public static SelfSignedKey make(String algorithm, String commonName, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("trellis-key-");
        Path file = folder.resolve("key.p12");
        Path log = folder.resolve("keytool.log");
        try {
            Process tool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    ALIAS,
                                    "-keyalg",
                                    algorithm,
                                    "-dname",
                                    "CN=" + commonName,
                                    "-ext",
                                    "SAN=" + names,
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    file.toString(),
                                    "-storepass",
                                    new String(PASSWORD))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (tool.waitFor() != 0) {
                throw new IOException(Files.readString(log));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            return new SelfSignedKey(
                    (PrivateKey) store.getKey(ALIAS, PASSWORD),
                    (X509Certificate) store.getCertificate(ALIAS));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
            Files.deleteIfExists(folder);
        }
    }

    /** One for a server on loopback. */
    public static SelfSignedKey ofLoopback()
            throws IOException, InterruptedException, GeneralSecurityException {
        return make("EC", "127.0.0.1", "ip:127.0.0.1,dns:localhost");
    }

    /** The certificate as a PEM file has it. */
    public String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** The key as a PEM file has it, PKCS#8. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, lines.encodeToString(content), label);
    }

    /** Shows this key and trusts exactly one other. */
    public SSLContext trusting(SelfSignedKey other) throws GeneralSecurityException, IOException {
        return context(Optional.of(this), other);
    }

    /** A client without a key of its own that trusts this server. */
    public SSLContext anonymousClient() throws GeneralSecurityException, IOException {
        return context(Optional.empty(), this);
    }

    private static SSLContext context(Optional<SelfSignedKey> own, SelfSignedKey trusted)
            throws GeneralSecurityException, IOException {
        KeyStore shown = KeyStore.getInstance("PKCS12");
        shown.load(null, PASSWORD);
        if (own.isPresent()) {
            shown.setKeyEntry(
                    ALIAS,
                    own.get().key(),
                    PASSWORD,
                    new X509Certificate[] {own.get().certificate()});
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, PASSWORD);
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, PASSWORD);
        anchors.setCertificateEntry("trusted", trusted.certificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "SelfSignedKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
