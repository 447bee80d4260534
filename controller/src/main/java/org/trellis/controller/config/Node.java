package org.trellis.controller.config;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
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
import org.trellis.controller.store.OwnershipStore;
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
     * @throws InvalidSettingException likewise, if a certificate or a data model cannot be used
     */
    static Node start(TrellisSettings settings, HomeFolder home, Clock clock)
            throws StartException, InterruptedException {
        Teardown teardown = new Teardown();
        boolean started = false;
        try {
            Certificates certificates = teardown.add(new Certificates());
            Map<Service, Certificates.Loaded> tls = tls(settings, certificates);
            ModelsInUse models =
                    teardown.add(
                            ModelsInUse.of(
                                    home.path().resolve("models"),
                                    home.path().resolve("profiles")));
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
                    CoreSettings.defaults(nodeId)
                            .withUspEndpoint(settings.usp().endpointId())
                            .withBrokerKey(settings.mqtt().enrollmentKeyId());
            if (settings.mqtt().embedded()) {
                requireAlone(stores, coreSettings, clock);
            }
            Core core =
                    teardown.add(new CoreBuilder(stores, clock, coreSettings, bus, models).build());
            core.start();
            DeviceSide.Opened opened =
                    new DeviceSide(settings, access, core, clock, tls).start(teardown);
            teardown.add(
                    ApiServer.start(
                            settings,
                            new ApiServer.Parts(
                                    core.northbound(),
                                    new ApiTokens(secrets.adminToken().text()),
                                    clock,
                                    opened.meters(),
                                    new StoreHealth(stores.ownership()),
                                    opened.mqtt(),
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

    /**
     * The embedded broker serves one node: the devices of another would be out of its reach, and
     * nodes could not talk to each other.
     */
    private static void requireAlone(Stores stores, CoreSettings core, Clock clock)
            throws StartException {
        Instant alive = clock.instant().minus(core.nodeTimeout());
        Optional<String> other =
                stores.ownership().nodes().stream()
                        .filter(n -> !n.id().equals(core.nodeId()))
                        .filter(n -> n.lastHeartbeat().isAfter(alive))
                        .map(OwnershipStore.Node::id)
                        .findFirst();
        if (other.isPresent()) {
            throw new StartException(
                    "the controller "
                            + other.get()
                            + " works on the same store: the embedded MQTT broker is for one"
                            + " controller, set TRELLIS_MQTT_URL on all of them");
        }
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
