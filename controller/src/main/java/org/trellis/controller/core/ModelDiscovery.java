package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

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

    private record Wanted(TenantId tenant, String modelKey) {}

    /** What was asked of an endpoint, and when it may be asked again. */
    private record Tried(int times, Instant again) {}

    /** Until what was asked for counts as lost, the first time. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int LONGEST = 4;
    private static final int LATECOMERS_AT_ONCE = 200;

    private final Foundation core;

    /** Models that a device is being asked for; another one is asked if that takes too long. */
    private final Cache<Wanted, DeviceId> asked;

    /** Agents that came while another device of their model was being asked; they stay. */
    private final Cache<Seen, Endpoint> latecomers =
            Caffeine.newBuilder().maximumSize(50_000).build();

    /** Endpoints that were asked for something that has not come yet. */
    private final Cache<Seen, Tried> tried = Caffeine.newBuilder().maximumSize(50_000).build();

    /** Endpoints whose model is known and whose twin has been read: nothing is left to do. */
    private final Cache<Seen, Boolean> settled = Caffeine.newBuilder().maximumSize(50_000).build();

    ModelDiscovery(
            Foundation core, ModelCatalog models, Registry registry, SystemCommands commands) {
        this.core = core;
        this.asked =
                Caffeine.newBuilder()
                        .maximumSize(1_000)
                        .expireAfterWrite(PAUSE)
                        .ticker(() -> nanos(core.now()))
                        .build();
        this.models = models;
        this.registry = registry;
        this.commands = commands;
    }

    /** The key of the model of a device that comes for the first time; empty if it is not known. */
    String knownModel(TenantId tenant, Hello hello) {
        if (hello.protocol() == Protocol.IOT || hello.identity().isEmpty()) {
            return "";
        }
        String key =
                ModelCatalog.key(
                        hello.identity().get(),
                        hello.protocol() == Protocol.CWMP
                                ? hello.dataModel()
                                : DataModelRoot.TR_181,
                        hello.protocol());
        return models.find(tenant, key).isPresent() ? key : "";
    }

    /** Called when a device was enrolled: nothing of it has been read. */
    void enrolled(Registry.Known device, Endpoint endpoint) {
        contact(device, endpoint, true);
    }

    /** Called at every admission; cheap when there is nothing to learn. */
    void contact(Registry.Known device, Endpoint endpoint) {
        contact(device, endpoint, false);
    }

    private void contact(Registry.Known device, Endpoint endpoint, boolean fresh) {
        if (endpoint.protocol() == Protocol.IOT) {
            return;
        }
        String key = models.key(device, endpoint.protocol());
        Seen seen = new Seen(device.device().id(), endpoint.id(), key);
        if (settled.getIfPresent(seen) != null || waits(seen)) {
            return;
        }
        TenantId tenant = device.device().tenant();
        Optional<SupportedModel> model = models.find(tenant, key);
        if (model.isEmpty()) {
            Wanted wanted = new Wanted(tenant, key);
            DeviceId first = asked.get(wanted, _ -> endpoint.device());
            if (first.equals(endpoint.device())) {
                ask(seen, () -> discover(device, endpoint));
            } else if (endpoint.protocol() == Protocol.USP) {
                latecomers.put(seen, endpoint);
            }
            return;
        }
        boolean changed =
                device.device().modelKey().isEmpty()
                        || endpoint.protocol() == Protocol.CWMP
                                && !device.device().modelKey().equals(key);
        if (changed) {
            registry.saveModelKey(device.key(), key);
        } else if (!fresh && wasRead(endpoint)) {
            settled.put(seen, true);
            tried.invalidate(seen);
            return;
        }
        models.classify(device, endpoint, model.get());
        ask(seen, () -> read(device, endpoint, model.get()));
    }

    /**
     * An agent stays connected for days, and is not admitted anew when the model is learnt that it
     * came too early for, here or by another node; nor when the device that was asked for it says
     * nothing.
     *
     * @return for whom something waits now
     */
    List<DeviceKey> tick() {
        List<DeviceKey> contacted = new ArrayList<>();
        for (Map.Entry<Seen, Endpoint> latecomer : latecomers.asMap().entrySet()) {
            if (contacted.size() == LATECOMERS_AT_ONCE) {
                break;
            }
            Endpoint endpoint = latecomer.getValue();
            if (isTheirTurn(new Wanted(endpoint.tenant(), latecomer.getKey().modelKey()))) {
                latecomers.invalidate(latecomer.getKey());
                DeviceKey key = DeviceKey.of(endpoint);
                registry.find(key)
                        .filter(Registry.Known::active)
                        .ifPresent(device -> contact(device, endpoint));
                contacted.add(key);
            }
        }
        return contacted;
    }

    private boolean isTheirTurn(Wanted wanted) {
        return asked.getIfPresent(wanted) == null
                || models.find(wanted.tenant(), wanted.modelKey()).isPresent();
    }

    /**
     * Each endpoint has a twin of its own: that the device was read over another one is nothing.
     */
    private boolean wasRead(Endpoint endpoint) {
        return core
                .stores()
                .twins()
                .coverage(endpoint.tenant(), endpoint.device(), endpoint.id())
                .keySet()
                .stream()
                .anyMatch(object -> !object.template().contains("{i}"));
    }

    /**
     * A question is given up for lost after a pause, which grows: the queue may have been full, the
     * command expired, the device unable to answer.
     */
    private void ask(Seen seen, Runnable question) {
        question.run();
        Tried before = tried.getIfPresent(seen);
        int times = before == null ? 1 : Math.min(LONGEST, before.times() + 1);
        Duration pause = PAUSE.multipliedBy(1L << 2 * (times - 1));
        tried.put(seen, new Tried(times, core.now().plus(pause)));
    }

    private boolean waits(Seen seen) {
        Tried before = tried.getIfPresent(seen);
        return before != null && core.now().isBefore(before.again());
    }

    private static long nanos(Instant now) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now);
    }

    private void discover(Registry.Known device, Endpoint endpoint) {
        commands.background(
                device.key(),
                new Operation.Discover(ParameterPath.of("Device.")),
                Optional.of(endpoint.id()));
    }

    /** After a reset, nothing that was known needs to hold. */
    void refresh(Registry.Known device, Endpoint endpoint) {
        if (endpoint.protocol() != Protocol.IOT) {
            read(device, endpoint, models.of(device, endpoint.protocol()));
        }
    }

    private void read(Registry.Known device, Endpoint endpoint, SupportedModel model) {
        ModelTranslator translator = models.translator(device, endpoint.protocol());
        List<PathExpression> paths =
                MODEST.stream()
                        .filter(path -> has(model, translator, path))
                        .map(PathExpression::of)
                        .toList();
        if (!paths.isEmpty()) {
            commands.read(device.key(), new Operation.Get(paths), endpoint.id());
        }
    }

    private static boolean has(SupportedModel model, ModelTranslator translator, String path) {
        return switch (translator.toNativeReads(PathExpression.of(path))) {
            case Translated.Ok<List<PathExpression>>(var natives) ->
                    natives.stream()
                            .map(PathExpression::template)
                            .anyMatch(wanted ->
                                    model.nodes().keySet().stream()
                                            .anyMatch(t -> t.startsWith(wanted)));
            case Translated.Refused<List<PathExpression>> _ -> false;
        };
    }
}
