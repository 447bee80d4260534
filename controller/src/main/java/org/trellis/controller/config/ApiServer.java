package org.trellis.controller.config;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.trellis.controller.api.ApiConfiguration;
import org.trellis.controller.api.ApiTokens;
import org.trellis.controller.core.Northbound;

/** The Spring part: API, OpenAPI, console, health and metrics on one port. */
final class ApiServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ApiServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The one application class; the core's objects are handed in, not scanned for. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ApiConfiguration.class)
    static class Application {}

    /** What the API is made of. */
    record Parts(
            Northbound northbound,
            ApiTokens tokens,
            Clock clock,
            Meters meters,
            StoreHealth storeHealth,
            MqttHealth mqttHealth,
            Optional<Certificates.Loaded> tls) {}

    static ApiServer start(TrellisSettings settings, Parts parts) {
        Listeners listeners = settings.listeners();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", listeners.bind(Service.API));
        properties.put("server.port", listeners.plainPort(Service.API));
        parts.tls().ifPresent(tls -> properties.putAll(ApiTls.properties(listeners)));
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(properties);
        application.addInitializers(initial -> {
            if (initial instanceof GenericApplicationContext generic) {
                generic.registerBean(Northbound.class, parts::northbound);
                generic.registerBean(ApiTokens.class, parts::tokens);
                generic.registerBean(Clock.class, parts::clock);
                generic.registerBean(Meters.class, parts::meters);
                parts.tls().ifPresent(tls -> ApiTls.register(generic, listeners, tls));
                generic.registerBean("store", StoreHealth.class, parts::storeHealth);
                generic.registerBean("mqtt", MqttHealth.class, parts::mqttHealth);
            }
        });
        return new ApiServer(application.run());
    }

    @Override
    public void close() {
        context.close();
    }
}
