package org.trellis.cwmp.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.trellis.cwmp.auth.Attempt;
import org.trellis.southbound.Credential;

/** What a request and its TLS connection show of who sends it. */
final class TlsPeers {

    private TlsPeers() {}

    static Attempt attempt(Request request, Origins.Origin origin) {
        return new Attempt(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
                origin.secure(),
                request.isSecure() ? certificate(request) : Optional.empty(),
                origin.address());
    }

    /** The listener has verified the chain. */
    private static Optional<Credential.Certificate> certificate(Request request) {
        if (!(request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                        instanceof EndPoint.SslSessionData tls)
                || tls.peerCertificates() == null
                || tls.peerCertificates().length == 0) {
            return Optional.empty();
        }
        X509Certificate own = tls.peerCertificates()[0];
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(own.getEncoded());
            return Optional.of(
                    new Credential.Certificate(HexFormat.of().formatHex(hash), subject(own)));
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(name)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst()
                            .orElse(name);
        } catch (InvalidNameException e) {
            return name;
        }
    }
}
