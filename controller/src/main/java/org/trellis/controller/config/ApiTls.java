package org.trellis.controller.config;

import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/** The TLS form of the API: the server's own connector speaks TLS, a second one plaintext. */
final class ApiTls {

    private static final String BUNDLE = "trellis";

    private ApiTls() {}

    static Map<String, Object> properties(Listeners listeners) {
        return Map.of(
                "server.port",
                listeners.tlsPort(Service.API),
                "server.ssl.bundle",
                BUNDLE,
                "server.ssl.enabled-protocols",
                "TLSv1.2,TLSv1.3");
    }

    static void register(
            GenericApplicationContext context, Listeners listeners, Certificates.Loaded tls) {
        context.registerBean(
                "apiCertificate",
                SslBundleRegistrar.class,
                () ->
                        registry -> {
                            registry.registerBundle(BUNDLE, bundle(tls.material()));
                            tls.follow(fresh -> registry.updateBundle(BUNDLE, bundle(fresh)));
                        });
        context.registerBean(
                "plaintextApi",
                PlainSibling.class,
                () ->
                        new PlainSibling(
                                listeners.plainBind(Service.API),
                                listeners.plainPort(Service.API)));
    }

    private static SslBundle bundle(TlsMaterial material) {
        return SslBundle.of(
                SslStoreBundle.of(material.keyStore(), TlsMaterial.PASSWORD, null),
                SslBundleKey.of(TlsMaterial.PASSWORD));
    }

    /** A second connector with the limits of the first: it comes after all other customizers. */
    record PlainSibling(String address, int port)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            factory.getConnectorCustomizers().forEach(c -> c.customize(connector));
            factory.getProtocolHandlerCustomizers()
                    .forEach(c -> customize(c, connector.getProtocolHandler()));
            connector.setPort(port);
            connector.setProperty("address", address);
            factory.addAdditionalConnectors(connector);
        }

        @SuppressWarnings("unchecked") // as the factory itself calls them
        private static void customize(
                TomcatProtocolHandlerCustomizer<?> customizer, ProtocolHandler handler) {
            ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer).customize(handler);
        }
    }
}
