package org.trellis.controller.broker;

import java.util.Objects;
import java.util.Optional;
import org.trellis.southbound.Credential;

/**
 * What a client shows in its CONNECT.
 *
 * @param user empty if there was none
 * @param password empty if there was none
 * @param clientId empty if the broker shall give one
 * @param endpointId user property {@code usp-endpoint-id} of MQTT 5 (R-MQTT.13)
 * @param certificate of the client, verified by the TLS layer
 * @param certifiedEndpointId the USP endpoint id that the certificate names (R-SEC.0a)
 * @param remoteAddress numeric, without port
 */
public record Login(
        String user,
        String password,
        String clientId,
        Optional<String> endpointId,
        Optional<Credential.Certificate> certificate,
        Optional<String> certifiedEndpointId,
        String remoteAddress) {
    public Login {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(endpointId);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(certifiedEndpointId);
        Objects.requireNonNull(remoteAddress);
    }

    @Override
    public String toString() {
        return "Login[user=" + user + ", clientId=" + clientId + ", from=" + remoteAddress + "]";
    }
}
