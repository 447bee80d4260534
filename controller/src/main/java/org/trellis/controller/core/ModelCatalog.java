package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** What devices of one model support, learnt from the first of them, and what translates it. */
final class ModelCatalog {

    private final Foundation core;
    private final Registry registry;
    private final Supplier<Translators> translators;

    private record Key(TenantId tenant, String model) {}

    private final Cache<Key, SupportedModel> known =
            Caffeine.newBuilder().maximumSize(200).expireAfterWrite(Duration.ofHours(1)).build();

    /** A model with a translator; both are found anew by whoever replaces the general one. */
    private record ForModel(
            ModelTranslator general, ModelTranslator special, EndpointSupport support) {}

    /** By the model itself, which its devices share: a rediscovery brings another. */
    private final Cache<SupportedModel, ForModel> forModel =
            Caffeine.newBuilder().weakKeys().maximumSize(200).build();

    /** Asked for and not found: not again for a while. */
    private final Cache<Key, Boolean> missing =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .build();

    ModelCatalog(Foundation core, Registry registry, Supplier<Translators> translators) {
        this.core = core;
        this.registry = registry;
        this.translators = translators;
    }

    /**
     * Manufacturer, product class, firmware and root; the two protocols of a box need not agree.
     */
    static String key(DeviceIdentity identity, DataModelRoot root, Protocol protocol) {
        String key = identity.modelKey(root);
        return protocol == Protocol.CWMP ? key : key + "|" + protocol.label();
    }

    String key(Registry.Known device, Protocol protocol) {
        return key(device.device().identity(), device.root(protocol), protocol);
    }

    Optional<SupportedModel> find(TenantId tenant, String model) {
        Key key = new Key(tenant, model);
        SupportedModel found = known.getIfPresent(key);
        if (found != null) {
            return Optional.of(found);
        }
        if (missing.getIfPresent(key) != null) {
            return Optional.empty();
        }
        Optional<SupportedModel> stored = core.stores().models().find(tenant, model);
        if (stored.isPresent()) {
            known.put(key, stored.get());
        } else {
            missing.put(key, true);
        }
        return stored;
    }

    /** As of now: ask anew for each use. */
    ModelTranslator translator(Registry.Known device, Protocol protocol) {
        SupportedModel model = of(device, protocol);
        return model.isKnown()
                ? forModel(device, protocol, model).special()
                : general(device.device().identity(), protocol, model.root());
    }

    /** What an endpoint supports; empty until its model is discovered. */
    Optional<Twins.Support> support(Registry.Known device, Endpoint endpoint) {
        Protocol protocol = endpoint.protocol();
        SupportedModel model = of(device, protocol);
        return model.isKnown()
                ? Optional.of(
                        new Twins.Support(
                                endpoint,
                                model,
                                forModel(device, protocol, model).support(),
                                uses(device.device().identity(), protocol)))
                : Optional.empty();
    }

    private ForModel forModel(Registry.Known device, Protocol protocol, SupportedModel model) {
        ModelTranslator general = general(device.device().identity(), protocol, model.root());
        ForModel kept = forModel.get(model, m -> made(m, protocol, general));
        if (kept.general() != general) {
            kept = made(model, protocol, general);
            forModel.put(model, kept);
        }
        return kept;
    }

    private static ForModel made(SupportedModel model, Protocol protocol, ModelTranslator general) {
        ModelTranslator special = general.of(model);
        EndpointSupport support =
                switch (protocol) {
                    case CWMP -> EndpointSupport.cwmp(model, special);
                    case USP, IOT -> EndpointSupport.usp(model, special);
                };
        return new ForModel(general, special, support);
    }

    /** Vendor profiles are of devices that speak CWMP: an agent shows what its model promises. */
    private ModelTranslator general(
            DeviceIdentity identity, Protocol protocol, DataModelRoot root) {
        return switch (protocol) {
            case CWMP -> translators.get().of(root, facts(identity));
            case USP, IOT -> translators.get().of(root);
        };
    }

    private AccessPointUses uses(DeviceIdentity identity, Protocol protocol) {
        return switch (protocol) {
            case CWMP -> translators.get().uses(facts(identity));
            case USP, IOT -> AccessPointUses.NONE;
        };
    }

    private static DeviceFacts facts(DeviceIdentity identity) {
        return new DeviceFacts(
                identity.manufacturer(),
                identity.oui(),
                identity.productClass(),
                identity.softwareVersion());
    }

    /** Of an endpoint; {@link SupportedModel#UNKNOWN} with the right root until discovered. */
    SupportedModel of(Registry.Known device, Protocol protocol) {
        return find(device.device().tenant(), key(device, protocol))
                .orElseGet(() -> new SupportedModel("", device.root(protocol), Map.of()));
    }

    /**
     * Keeps what a discovery found; one of a part is added to what is known. An adapter gives a
     * model only where the names were told completely: what one device says holds for its like.
     */
    void learn(Endpoint endpoint, Operation operation, CommandResult result) {
        boolean failed =
                switch (result.status()) {
                    case DONE, PARTIAL -> false;
                    case FAILED, OUTCOME_UNKNOWN -> true;
                };
        if (failed
                || result.model().isEmpty()
                || !(operation instanceof Operation.Discover discover)) {
            return;
        }
        registry.find(DeviceKey.of(endpoint))
                .ifPresent(device -> learn(device, endpoint, discover, result.model().get()));
    }

    private void learn(
            Registry.Known device,
            Endpoint endpoint,
            Operation.Discover discover,
            SupportedModel found) {
        String name = key(device, endpoint.protocol());
        boolean whole = discover.root().segments().size() == 1;
        SupportedModel before = of(device, endpoint.protocol());
        if (!whole && !before.isKnown()) {
            return;
        }
        Map<String, SupportedNode> nodes = new HashMap<>();
        if (!whole) {
            nodes.putAll(before.nodes());
        }
        nodes.putAll(found.nodes());
        SupportedModel model =
                new SupportedModel(
                        name,
                        device.root(endpoint.protocol()),
                        nodes,
                        found.rpcs().isEmpty() ? before.rpcs() : found.rpcs());
        Key key = new Key(endpoint.tenant(), name);
        core.stores().models().save(endpoint.tenant(), model);
        known.put(key, model);
        missing.invalidate(key);
        if (!device.device().modelKey().equals(name)) {
            registry.saveModelKey(device.key(), name);
        }
        classify(device, endpoint, model);
    }

    /**
     * A USP agent does not say what it is; its model does. A CPE is a gateway until its model shows
     * that it is a set-top box.
     */
    void classify(Registry.Known device, Endpoint endpoint, SupportedModel model) {
        DeviceKind kind = KindRule.of(model);
        boolean tells =
                switch (endpoint.protocol()) {
                    case USP ->
                            device.device().kind() == DeviceKind.OTHER && kind != DeviceKind.OTHER;
                    case CWMP ->
                            device.device().kind() == DeviceKind.GATEWAY && kind == DeviceKind.STB;
                    case IOT -> false;
                };
        if (tells) {
            registry.saveKind(device.key(), kind);
        }
    }
}
