package org.trellis.controller.config;

import java.io.PrintStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trellis.controller.api.ApiTokens;
import org.trellis.controller.broker.MqttNodeBus;
import org.trellis.controller.core.Core;
import org.trellis.controller.core.CoreBuilder;
import org.trellis.controller.core.CoreSettings;
import org.trellis.controller.core.LocalNodeBus;
import org.trellis.controller.core.NodeBus;
import org.trellis.controller.store.Stores;
import org.trellis.mqtt.PahoTransport;

/** One running controller: store, core, what devices talk to, and the API, in this order. */
final class Node implements AutoCloseable {

    private final TrellisSettings settings;
    private final HomeFolder home;
    private final FirstSecrets secrets;
    private final Teardown teardown;

    private Node(
            TrellisSettings settings, HomeFolder home, FirstSecrets secrets, Teardown teardown) {
        this.settings = settings;
        this.home = home;
        this.secrets = secrets;
        this.teardown = teardown;
    }

    /**
     * Starts everything; what was started is stopped again if the rest cannot.
     *
     * @throws StartException with one line for the operator
     * @throws InvalidSettingException likewise, if a certificate cannot be used
     */
    static Node start(TrellisSettings settings, HomeFolder home, Clock clock)
            throws StartException, InterruptedException {
        Teardown teardown = new Teardown();
        boolean started = false;
        try {
            Certificates certificates = teardown.add(new Certificates());
            Map<Service, Certificates.Loaded> tls = tls(settings, certificates);
            Stores stores = StoreAssembly.start(settings, home, teardown);
            FirstSecrets secrets =
                    FirstSecrets.of(home, settings.given())
                            .enroll(home, stores.credentials(), clock);
            String nodeId = settings.nodeId().orElseGet(() -> keptNodeId(home));
            MqttAccess access = MqttAccess.of(settings, nodeId);
            NodeBus bus =
                    settings.mqtt().embedded()
                            ? new LocalNodeBus()
                            : teardown.add(
                                    new MqttNodeBus(new PahoTransport(access.connection("bus"))));
            CoreSettings coreSettings =
                    CoreSettings.defaults(nodeId).withUspEndpoint(settings.usp().endpointId());
            Core core = teardown.add(new CoreBuilder(stores, clock, coreSettings, bus).build());
            core.start();
            Meters meters = new DeviceSide(settings, access, core, clock, tls).start(teardown);
            teardown.add(
                    ApiServer.start(
                            settings,
                            new ApiServer.Parts(
                                    core.northbound(),
                                    new ApiTokens(secrets.adminToken().text()),
                                    clock,
                                    meters,
                                    new StoreHealth(stores.ownership()),
                                    Optional.ofNullable(tls.get(Service.API)))));
            started = true;
            return new Node(settings, home, secrets, teardown);
        } finally {
            if (!started) {
                teardown.close();
            }
        }
    }

    /** Before anything is opened: a wrong file is told at once. */
    private static Map<Service, Certificates.Loaded> tls(
            TrellisSettings settings, Certificates certificates) {
        Map<Service, Certificates.Loaded> loaded = new EnumMap<>(Service.class);
        settings.listeners()
                .tls()
                .forEach((service, files) -> loaded.put(service, certificates.load(files)));
        return loaded;
    }

    private static String keptNodeId(HomeFolder home) {
        return home.named("node-id", () -> "node-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Prints the one block that says how to use it; {@code Trellis is ready} comes last. */
    void announce(PrintStream out) {
        new Announcement(settings, home, secrets).print(out);
    }

    @Override
    public void close() {
        teardown.close();
    }
}
