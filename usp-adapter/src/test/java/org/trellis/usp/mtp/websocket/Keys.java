package org.trellis.usp.mtp.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed keys made by the JDK's own tool, and contexts that trust exactly one of them. */
final class Keys {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private Keys() {}

    /**
     * @param names of the subject alternative name ({@code ip:127.0.0.1}, {@code uri:urn:...})
     */
    static KeyStore make(Path folder, String alias, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(alias + ".p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + alias,
                                "-ext",
                                "SAN=" + names,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(alias + ".log").toFile())
                        .start();
        if (tool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve(alias + ".log")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /**
     * @param own empty for a client without certificate
     */
    static SSLContext context(Optional<KeyStore> own, KeyStore trusted)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, PASSWORD);
        keys.init(own.orElse(empty), PASSWORD);
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, PASSWORD);
        Certificate certificate = trusted.getCertificate(trusted.aliases().nextElement());
        anchors.setCertificateEntry("trusted", certificate);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
