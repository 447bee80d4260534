package org.trellis.usp.mtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.trellis.southbound.Credential;

/**
 * A client certificate that the TLS layer has verified.
 *
 * @param endpointId the USP endpoint id in its subject alternative name (TR-369 R-SEC.0a)
 */
public record AgentCertificate(Credential.Certificate credential, Optional<String> endpointId) {

    private static final String URN = "urn:bbf:usp:id:";
    private static final Integer SAN_URI = 6; // RFC 5280 GeneralName
    private static final Integer SAN_DNS = 2;

    public AgentCertificate {
        Objects.requireNonNull(credential);
        Objects.requireNonNull(endpointId);
    }

    public static AgentCertificate of(X509Certificate certificate) {
        Optional<String> endpointId = named(certificate);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new AgentCertificate(
                    new Credential.Certificate(
                            HexFormat.of().formatHex(digest),
                            endpointId.orElse(certificate.getSubjectX500Principal().getName())),
                    endpointId);
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<String> named(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            return values(names, SAN_URI)
                    .filter(n -> n.startsWith(URN))
                    .map(n -> n.substring(URN.length()))
                    .findFirst()
                    // only the scheme fqdn may be named by a DNS name (R-ARC.4a)
                    .or(() -> values(names, SAN_DNS).map(n -> "fqdn::" + n).findFirst());
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    private static Stream<String> values(Collection<List<?>> names, Integer kind) {
        return names.stream().filter(n -> kind.equals(n.get(0))).map(n -> String.valueOf(n.get(1)));
    }
}
