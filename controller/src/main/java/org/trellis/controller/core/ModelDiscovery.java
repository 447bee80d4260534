package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/**
 * The first device of a model is asked for its whole data model; of every further one only a modest
 * set is read. What is behind an IoT bridge describes itself.
 */
final class ModelDiscovery {

    /** Read at the first contact with a device whose model is known, as far as it has them. */
    private static final List<String> MODEST =
            List.of(
                    "Device.DeviceInfo.",
                    "Device.ManagementServer.",
                    "Device.LocalAgent.",
                    "Device.WiFi.Radio.",
                    "Device.WiFi.SSID.",
                    "Device.WiFi.AccessPoint.",
                    "Device.IP.Interface.",
                    "Device.NAT.PortMapping.");

    private record Seen(DeviceId device, EndpointId endpoint, String modelKey) {}

    private final ModelCatalog models;
    private final Registry registry;
    private final SystemCommands commands;

    /** Models that a device is being asked for; another one is asked if that takes too long. */
    private final Cache<String, DeviceId> asked =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofHours(1)).build();

    /** Endpoints for which nothing is left to do. */
    private final Cache<Seen, Boolean> settled = Caffeine.newBuilder().maximumSize(50_000).build();

    ModelDiscovery(ModelCatalog models, Registry registry, SystemCommands commands) {
        this.models = models;
        this.registry = registry;
        this.commands = commands;
    }

    /** Called at every admission; cheap when there is nothing to learn. */
    void contact(Registry.Known device, Endpoint endpoint) {
        if (endpoint.protocol() == Protocol.IOT) {
            return;
        }
        String key = models.key(device, endpoint.protocol());
        Seen seen = new Seen(device.device().id(), endpoint.id(), key);
        if (settled.getIfPresent(seen) != null) {
            return;
        }
        Optional<SupportedModel> model = models.find(key);
        if (model.isEmpty()) {
            DeviceId first = asked.get(key, _ -> endpoint.device());
            if (first.equals(endpoint.device())) {
                settled.put(seen, true);
                commands.background(
                        device.key(),
                        new Operation.Discover(ParameterPath.of("Device.")),
                        Optional.of(endpoint.id()));
            }
            return;
        }
        settled.put(seen, true);
        boolean first =
                device.device().modelKey().isEmpty()
                        || endpoint.protocol() == Protocol.CWMP
                                && !device.device().modelKey().equals(key);
        if (first) {
            registry.save(Records.withModelKey(device.device(), key));
            read(device, endpoint, model.get());
        }
    }

    /** After a reset, nothing that was known needs to hold. */
    void refresh(Registry.Known device, Endpoint endpoint) {
        if (endpoint.protocol() != Protocol.IOT) {
            read(device, endpoint, models.of(device, endpoint.protocol()));
        }
    }

    private void read(Registry.Known device, Endpoint endpoint, SupportedModel model) {
        List<PathExpression> paths =
                MODEST.stream().filter(path -> has(model, path)).map(PathExpression::of).toList();
        if (!paths.isEmpty()) {
            commands.background(device.key(), new Operation.Get(paths), Optional.of(endpoint.id()));
        }
    }

    /** Of another root only what every device has: the rest is a matter of translation. */
    private static boolean has(SupportedModel model, String path) {
        if (model.root() != DataModelRoot.TR_181) {
            return path.startsWith("Device.DeviceInfo")
                    || path.startsWith("Device.ManagementServer")
                    || path.startsWith("Device.WiFi.SSID");
        }
        return model.nodes().keySet().stream().anyMatch(t -> t.startsWith(path));
    }
}
